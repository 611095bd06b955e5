-- Written by scripts/migrations.ts from the tables.ts files and migrations/custom; do not edit.

-- ── custom/before_roles.sql ──
-- Runs as the role that logs in: a superuser, or one with CREATEROLE in a database where an administrator has made
-- the extensions. Roles belong to the whole cluster, so each may be there already.
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['gongfu_owner', 'gongfu_app', 'gongfu_public', 'gongfu_readonly'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- made by another database of this cluster
    END;
    IF NOT pg_has_role(session_user, role_name, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO %I', role_name, session_user);
    END IF;
  END LOOP;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO gongfu_owner', current_database());
END
$$;

GRANT USAGE, CREATE ON SCHEMA public TO gongfu_owner;
GRANT USAGE ON SCHEMA public TO gongfu_app, gongfu_public, gongfu_readonly;

-- From here on everything belongs to the owner's role, not to the role that logged in.
SET LOCAL ROLE gongfu_owner;

CREATE SCHEMA gongfu;
GRANT USAGE ON SCHEMA gongfu TO gongfu_app, gongfu_public, gongfu_readonly;

CREATE TABLE gongfu.migration (
  name text PRIMARY KEY,
  digest text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);

-- Tables that the audit log leaves out, each with its reason; filled from the `unaudited` exports of the tables.ts files.
CREATE TABLE gongfu.unaudited (
  table_name text PRIMARY KEY,
  reason text NOT NULL
);

-- ── tables ──
CREATE SCHEMA "auth";
CREATE TABLE "asset_evidence" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "asset_id" uuid NOT NULL,
  "kind" text NOT NULL,
  "document_no" text,
  "file_id" text,
  "taken_at" text,
  "longitude" double precision,
  "latitude" double precision,
  "distance_m" integer,
  "recorded_by" text NOT NULL,
  "recorded_at" timestamp with time zone NOT NULL,
  CONSTRAINT "asset_evidence_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "asset_evidence_named" CHECK ("asset_evidence"."document_no" IS NOT NULL OR "asset_evidence"."file_id" IS NOT NULL)
);
ALTER TABLE "asset_evidence" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "asset_valuation" (
  "county" text NOT NULL,
  "asset_id" uuid NOT NULL,
  "no" integer NOT NULL,
  "as_of" date NOT NULL,
  "market_fen" bigint NOT NULL,
  "haircut" text NOT NULL,
  "counted_fen" bigint NOT NULL,
  "valid_until" date NOT NULL,
  "explained" jsonb,
  "request" jsonb NOT NULL,
  "rules" jsonb NOT NULL,
  "valued_by" text NOT NULL,
  "needs_second" boolean NOT NULL,
  "second_by" text,
  "ended_on" date,
  "end_reason" text,
  "recorded_at" timestamp with time zone NOT NULL,
  CONSTRAINT "asset_valuation_county_asset_id_no_pk" PRIMARY KEY("county","asset_id","no"),
  CONSTRAINT "asset_valuation_signers" CHECK ("asset_valuation"."second_by" <> "asset_valuation"."valued_by")
);
ALTER TABLE "asset_valuation" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "family_access" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "household_id" uuid NOT NULL,
  "organisation_id" uuid NOT NULL,
  "organisation" text NOT NULL,
  "account" text NOT NULL,
  "actor_name" text NOT NULL,
  "purpose" text NOT NULL,
  "categories" text[] NOT NULL,
  "at" timestamp with time zone NOT NULL,
  CONSTRAINT "family_access_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "family_access" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "family_asset" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "household_id" uuid NOT NULL,
  "person_id" uuid NOT NULL,
  "village_code" text NOT NULL,
  "class" text NOT NULL,
  "title" text NOT NULL,
  "category" text NOT NULL,
  "facts" jsonb NOT NULL,
  "evidence" text NOT NULL,
  "register_key" text,
  "longitude" double precision,
  "latitude" double precision,
  "state" text NOT NULL,
  "declared_on" date NOT NULL,
  "ended_on" date,
  "end_reason" text,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "family_asset_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "family_asset_ended" CHECK (("family_asset"."state" = 'released') = ("family_asset"."ended_on" IS NOT NULL))
);
ALTER TABLE "family_asset" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "family_dispute" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "household_id" uuid NOT NULL,
  "person_id" uuid NOT NULL,
  "handler_id" uuid NOT NULL,
  "subject" text NOT NULL,
  "subject_id" uuid NOT NULL,
  "subject_title" text NOT NULL,
  "statement" text NOT NULL,
  "raised_on" date NOT NULL,
  "state" text NOT NULL,
  "finding" text,
  "decided_on" date,
  "case_id" text NOT NULL,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "family_dispute_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "family_dispute" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "family_honour" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "household_id" uuid NOT NULL,
  "person_id" uuid NOT NULL,
  "village_code" text NOT NULL,
  "kind" text NOT NULL,
  "level" text NOT NULL,
  "title" text NOT NULL,
  "issuer" text NOT NULL,
  "issued_on" date NOT NULL,
  "ends_on" date NOT NULL,
  "state" text NOT NULL,
  "confirmed_by" text,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "family_honour_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "family_honour_once" UNIQUE("county","household_id","title","issued_on"),
  CONSTRAINT "family_honour_dates" CHECK ("family_honour"."ends_on" > "family_honour"."issued_on"),
  CONSTRAINT "family_honour_confirmed" CHECK (("family_honour"."state" = 'claimed') = ("family_honour"."confirmed_by" IS NULL))
);
ALTER TABLE "family_honour" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "family_income" (
  "county" text NOT NULL,
  "household_id" uuid NOT NULL,
  "person_id" uuid NOT NULL,
  "year" integer NOT NULL,
  "source" text NOT NULL,
  "net_fen" bigint NOT NULL,
  "evidence" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "family_income_county_household_id_person_id_year_source_pk" PRIMARY KEY("county","household_id","person_id","year","source")
);
ALTER TABLE "family_income" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "family_liability" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "household_id" uuid NOT NULL,
  "person_id" uuid NOT NULL,
  "kind" text NOT NULL,
  "counterparty" text NOT NULL,
  "balance_fen" bigint NOT NULL,
  "monthly_fen" bigint NOT NULL,
  "as_of" date NOT NULL,
  "ended_on" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "family_liability_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "family_liability_amount" CHECK ("family_liability"."balance_fen" >= 0 AND "family_liability"."monthly_fen" >= 0)
);
ALTER TABLE "family_liability" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "family_member" (
  "county" text NOT NULL,
  "household_id" uuid NOT NULL,
  "person_id" uuid NOT NULL,
  "village_code" text NOT NULL,
  "category" text NOT NULL,
  "works" boolean NOT NULL,
  "insured" boolean NOT NULL,
  "resident_since" date NOT NULL,
  "in_trade_since" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "family_member_county_household_id_person_id_pk" PRIMARY KEY("county","household_id","person_id")
);
ALTER TABLE "family_member" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "family_score_result" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "bank_id" uuid NOT NULL,
  "household_id" uuid NOT NULL,
  "sheet_id" uuid NOT NULL,
  "as_of" date NOT NULL,
  "total" integer NOT NULL,
  "grade" text NOT NULL,
  "input" jsonb,
  "explained" jsonb,
  "ended_on" date,
  "end_reason" text,
  "recorded_at" timestamp with time zone NOT NULL,
  CONSTRAINT "family_score_result_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "family_score_range" CHECK ("family_score_result"."total" BETWEEN 0 AND 1000)
);
ALTER TABLE "family_score_result" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "family_sheet" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "bank_id" uuid NOT NULL,
  "household_id" uuid NOT NULL,
  "village_code" text NOT NULL,
  "as_of" date NOT NULL,
  "valid_until" date NOT NULL,
  "market_fen" bigint NOT NULL,
  "counted_fen" bigint NOT NULL,
  "living_fen" bigint NOT NULL,
  "net_market_fen" bigint NOT NULL,
  "net_counted_fen" bigint NOT NULL,
  "leverage" text,
  "complete" boolean NOT NULL,
  "explained" jsonb,
  "ended_on" date,
  "end_reason" text,
  "recorded_at" timestamp with time zone NOT NULL,
  CONSTRAINT "family_sheet_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "family_sheet_dates" CHECK ("family_sheet"."valid_until" >= "family_sheet"."as_of")
);
ALTER TABLE "family_sheet" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "loan_application" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "bank_id" uuid NOT NULL,
  "household_id" uuid NOT NULL,
  "person_id" uuid,
  "village_code" text NOT NULL,
  "asked_on" date NOT NULL,
  "asked_fen" bigint NOT NULL,
  "months" integer NOT NULL,
  "purpose" text NOT NULL,
  "mode" text NOT NULL,
  "method" text NOT NULL,
  "whitelist_entry_id" uuid,
  "state" text NOT NULL,
  "granted_fen" bigint,
  "offer" jsonb,
  "annual_rate" text,
  "offer_digest" text,
  "offer_until" date,
  "reasons" text[] DEFAULT '{}' NOT NULL,
  "decided_by" text,
  "decided_on" date,
  "contract_id" uuid,
  "online" boolean NOT NULL,
  "disbursed_on" date,
  "reconsiders" uuid,
  "case_id" text,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "loan_application_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "loan_application_amount" CHECK ("loan_application"."asked_fen" > 0 AND "loan_application"."months" BETWEEN 1 AND 120),
  CONSTRAINT "loan_application_declined" CHECK ("loan_application"."state" <> 'declined' OR cardinality("loan_application"."reasons") > 0)
);
ALTER TABLE "loan_application" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "loan_contract" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "contract_no" text NOT NULL,
  "bank_id" uuid NOT NULL,
  "household_id" uuid NOT NULL,
  "village_code" text NOT NULL,
  "mode" text NOT NULL,
  "method" text NOT NULL,
  "pool" boolean NOT NULL,
  "purpose" text NOT NULL,
  "agreed_fen" bigint NOT NULL,
  "annual_rate" text NOT NULL,
  "signed_on" date NOT NULL,
  "maturity_on" date NOT NULL,
  "period_months" integer DEFAULT 1 NOT NULL,
  "spread_bp" integer,
  "model_rate" text,
  "fund" text,
  "renewal_of" uuid,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "loan_contract_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "loan_contract_number" UNIQUE("county","bank_id","contract_no"),
  CONSTRAINT "loan_contract_renewal" UNIQUE("county","renewal_of"),
  CONSTRAINT "loan_contract_amount" CHECK ("loan_contract"."agreed_fen" > 0),
  CONSTRAINT "loan_contract_period" CHECK ("loan_contract"."period_months" BETWEEN 1 AND 12),
  CONSTRAINT "loan_contract_dates" CHECK ("loan_contract"."maturity_on" > "loan_contract"."signed_on"),
  CONSTRAINT "loan_contract_village" CHECK ("loan_contract"."village_code" ~ '^[0-9]{12}$')
);
ALTER TABLE "loan_contract" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "loan_day" (
  "county" text NOT NULL,
  "bank_id" uuid NOT NULL,
  "town_code" text NOT NULL,
  "pool" boolean NOT NULL,
  "on" date NOT NULL,
  "balance_fen" bigint NOT NULL,
  "disbursed_fen" bigint NOT NULL,
  CONSTRAINT "loan_day_county_bank_id_town_code_pool_on_pk" PRIMARY KEY("county","bank_id","town_code","pool","on")
);
ALTER TABLE "loan_day" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "loan_event" (
  "county" text NOT NULL,
  "contract_id" uuid NOT NULL,
  "no" integer NOT NULL,
  "type" text NOT NULL,
  "effective_on" date NOT NULL,
  "booked_on" date NOT NULL,
  "principal_fen" bigint NOT NULL,
  "due_principal_fen" bigint NOT NULL,
  "interest_fen" bigint NOT NULL,
  "penalty_fen" bigint NOT NULL,
  "cost_fen" bigint NOT NULL,
  "reverses_no" integer,
  "annual_rate" text,
  "maturity_on" date,
  "reason" text,
  "recorded_by" text NOT NULL,
  "recorded_at" timestamp with time zone NOT NULL,
  CONSTRAINT "loan_event_county_contract_id_no_pk" PRIMARY KEY("county","contract_id","no"),
  CONSTRAINT "loan_event_reverse" CHECK (("loan_event"."type" = 'reverse') = ("loan_event"."reverses_no" IS NOT NULL)),
  CONSTRAINT "loan_event_dates" CHECK ("loan_event"."effective_on" <= "loan_event"."booked_on")
);
ALTER TABLE "loan_event" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "loan_product" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "bank_id" uuid NOT NULL,
  "name" text NOT NULL,
  "purpose" text NOT NULL,
  "modes" text[] NOT NULL,
  "methods" text[] NOT NULL,
  "min_fen" bigint NOT NULL,
  "max_fen" bigint NOT NULL,
  "min_months" integer NOT NULL,
  "max_months" integer NOT NULL,
  "season_from" integer,
  "season_to" integer,
  "prepayment" text NOT NULL,
  "basis" text NOT NULL,
  "state" text NOT NULL,
  "drafted_by" text NOT NULL,
  "decided_by" text,
  "reason" text,
  "published_on" date,
  "ended_on" date,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "loan_product_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "loan_product_second" CHECK ("loan_product"."decided_by" <> "loan_product"."drafted_by"),
  CONSTRAINT "loan_product_amounts" CHECK ("loan_product"."min_fen" > 0 AND "loan_product"."max_fen" >= "loan_product"."min_fen"),
  CONSTRAINT "loan_product_months" CHECK ("loan_product"."min_months" BETWEEN 1 AND "loan_product"."max_months" AND "loan_product"."max_months" <= 120),
  CONSTRAINT "loan_product_season" CHECK (("loan_product"."season_from" IS NULL) = ("loan_product"."season_to" IS NULL) AND "loan_product"."season_from" BETWEEN 1 AND 12 AND "loan_product"."season_to" BETWEEN 1 AND 12)
);
ALTER TABLE "loan_product" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "negative_purge" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "on" date NOT NULL,
  "records" integer NOT NULL,
  "digest" text NOT NULL,
  "purged_at" timestamp with time zone NOT NULL,
  CONSTRAINT "negative_purge_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "negative_purge_records" CHECK ("negative_purge"."records" > 0)
);
ALTER TABLE "negative_purge" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "negative_record" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "household_id" uuid NOT NULL,
  "person_id" uuid NOT NULL,
  "supplier_id" uuid NOT NULL,
  "supplier" text NOT NULL,
  "kind" text NOT NULL,
  "title" text NOT NULL,
  "document_no" text NOT NULL,
  "decided_on" date NOT NULL,
  "told_on" date NOT NULL,
  "supplied_on" date,
  "ended_on" date,
  "purge_on" date,
  "statement" text,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "negative_record_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "negative_record_document" UNIQUE("county","supplier_id","document_no","person_id"),
  CONSTRAINT "negative_record_told" CHECK ("negative_record"."supplied_on" > "negative_record"."told_on"),
  CONSTRAINT "negative_record_purge_day" CHECK (("negative_record"."ended_on" IS NULL) = ("negative_record"."purge_on" IS NULL))
);
ALTER TABLE "negative_record" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "outbound_batch" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "bank_id" uuid NOT NULL,
  "no" text NOT NULL,
  "document" text NOT NULL,
  "digest" text NOT NULL,
  "rows" integer NOT NULL,
  "sent_by" text NOT NULL,
  "sent_at" timestamp with time zone NOT NULL,
  CONSTRAINT "outbound_batch_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "outbound_batch_no" UNIQUE("county","bank_id","no")
);
ALTER TABLE "outbound_batch" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "outbound_receipt" (
  "county" text NOT NULL,
  "batch_id" uuid NOT NULL,
  "entry_id" uuid NOT NULL,
  "bank_id" uuid NOT NULL,
  "state" text NOT NULL,
  "receipt_no" text,
  "reason" text,
  "at" timestamp with time zone,
  CONSTRAINT "outbound_receipt_county_batch_id_entry_id_pk" PRIMARY KEY("county","batch_id","entry_id")
);
ALTER TABLE "outbound_receipt" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "policy_pool" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "bank_id" uuid NOT NULL,
  "kind" text NOT NULL,
  "lender" text NOT NULL,
  "amount_fen" bigint NOT NULL,
  "annual_rate" text NOT NULL,
  "margin_bp" integer NOT NULL,
  "from" date NOT NULL,
  "to" date NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "policy_pool_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "policy_pool_dates" CHECK ("policy_pool"."to" > "policy_pool"."from")
);
ALTER TABLE "policy_pool" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "renewal_request" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "contract_id" uuid NOT NULL,
  "bank_id" uuid NOT NULL,
  "household_id" uuid NOT NULL,
  "asked_on" date NOT NULL,
  "maturity_on" date NOT NULL,
  "state" text NOT NULL,
  "months" integer NOT NULL,
  "verdict" jsonb,
  "annual_rate" text,
  "new_maturity_on" date,
  "reason" text,
  "decided_by" text,
  "decided_on" date,
  "new_contract_id" uuid,
  "case_id" text NOT NULL,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "renewal_request_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "renewal_request_before" CHECK ("renewal_request"."asked_on" <= "renewal_request"."maturity_on")
);
ALTER TABLE "renewal_request" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "review_round" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "village_code" text NOT NULL,
  "title" text NOT NULL,
  "opened_on" date NOT NULL,
  "closed_on" date,
  "state" text NOT NULL,
  "case_id" text,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "review_round_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "review_round_closed" CHECK (("review_round"."state" = 'closed') = ("review_round"."closed_on" IS NOT NULL))
);
ALTER TABLE "review_round" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "risk_review" (
  "county" text NOT NULL,
  "contract_id" uuid NOT NULL,
  "bank_id" uuid NOT NULL,
  "no" integer NOT NULL,
  "as_of" date NOT NULL,
  "days_past_due" integer NOT NULL,
  "floor" text NOT NULL,
  "judged" text NOT NULL,
  "article" text NOT NULL,
  "reason" text,
  "automatic" boolean NOT NULL,
  "reviewed_by" text NOT NULL,
  "reviewed_at" timestamp with time zone NOT NULL,
  CONSTRAINT "risk_review_county_contract_id_no_pk" PRIMARY KEY("county","contract_id","no")
);
ALTER TABLE "risk_review" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "score_model" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "bank_id" uuid NOT NULL,
  "no" integer NOT NULL,
  "sample" text NOT NULL,
  "sample_digest" text NOT NULL,
  "state" text NOT NULL,
  "model" jsonb NOT NULL,
  "points" jsonb NOT NULL,
  "report" jsonb NOT NULL,
  "trained_by" text NOT NULL,
  "trained_at" timestamp with time zone NOT NULL,
  "decided_by" text,
  "decided_at" timestamp with time zone,
  "version" integer DEFAULT 1 NOT NULL,
  CONSTRAINT "score_model_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "score_model_no" UNIQUE("county","bank_id","no"),
  CONSTRAINT "score_model_second" CHECK ("score_model"."decided_by" <> "score_model"."trained_by")
);
ALTER TABLE "score_model" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "service_enrolment" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "bank_id" uuid NOT NULL,
  "household_id" uuid NOT NULL,
  "kind" text NOT NULL,
  "opened_on" date NOT NULL,
  "closed_on" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "service_enrolment_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "service_enrolment_dates" CHECK ("service_enrolment"."closed_on" >= "service_enrolment"."opened_on")
);
ALTER TABLE "service_enrolment" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "service_need" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "bank_id" uuid NOT NULL,
  "household_id" uuid NOT NULL,
  "village_code" text NOT NULL,
  "asked_on" date NOT NULL,
  "kind" text NOT NULL,
  "purpose" text NOT NULL,
  "channel" text NOT NULL,
  "asked_fen" bigint NOT NULL,
  "granted_fen" bigint NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "service_need_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "service_need_amounts" CHECK ("service_need"."asked_fen" >= 0 AND "service_need"."granted_fen" >= 0)
);
ALTER TABLE "service_need" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "village_review" (
  "county" text NOT NULL,
  "household_id" uuid NOT NULL,
  "round" text NOT NULL,
  "reviewer" text NOT NULL,
  "village_code" text NOT NULL,
  "recused" boolean NOT NULL,
  "points" integer,
  "suggested_fen" bigint,
  "on" date NOT NULL,
  CONSTRAINT "village_review_county_household_id_round_reviewer_pk" PRIMARY KEY("county","household_id","round","reviewer"),
  CONSTRAINT "village_review_points" CHECK ("village_review"."points" BETWEEN 0 AND 100),
  CONSTRAINT "village_review_recused" CHECK ("village_review"."recused" = ("village_review"."points" IS NULL))
);
ALTER TABLE "village_review" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "whitelist_batch" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "bank_id" uuid NOT NULL,
  "batch_no" text NOT NULL,
  "filename" text NOT NULL,
  "digest" text NOT NULL,
  "rows" integer NOT NULL,
  "errors" jsonb NOT NULL,
  "state" text NOT NULL,
  "uploaded_by" text NOT NULL,
  "uploaded_at" timestamp with time zone NOT NULL,
  "decided_by" text,
  "decided_at" timestamp with time zone,
  "version" integer DEFAULT 1 NOT NULL,
  CONSTRAINT "whitelist_batch_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "whitelist_batch_digest" UNIQUE("county","bank_id","digest"),
  CONSTRAINT "whitelist_batch_second" CHECK ("whitelist_batch"."decided_by" <> "whitelist_batch"."uploaded_by")
);
ALTER TABLE "whitelist_batch" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "whitelist_entry" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "bank_id" uuid NOT NULL,
  "batch_id" uuid,
  "score_id" uuid,
  "household_id" uuid NOT NULL,
  "limit_fen" bigint NOT NULL,
  "annual_rate" text NOT NULL,
  "mode" text NOT NULL,
  "product" text NOT NULL,
  "valid_from" date NOT NULL,
  "valid_to" date NOT NULL,
  "state" text NOT NULL,
  "state_reason" text,
  "sent_on" date,
  "explained" jsonb,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "whitelist_entry_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "whitelist_entry_limit" CHECK ("whitelist_entry"."limit_fen" > 0),
  CONSTRAINT "whitelist_entry_dates" CHECK ("whitelist_entry"."valid_to" > "whitelist_entry"."valid_from")
);
ALTER TABLE "whitelist_entry" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_acceptance" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "task_id" uuid NOT NULL,
  "round" integer NOT NULL,
  "review" boolean DEFAULT false NOT NULL,
  "inspected_on" date NOT NULL,
  "record" text NOT NULL,
  "targets" jsonb NOT NULL,
  "first_inspector" text NOT NULL,
  "first_inspector_name" text NOT NULL,
  "second_inspector" text,
  "second_inspector_name" text,
  "decided_on" date,
  "result" jsonb,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_acceptance_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_acceptance_round" UNIQUE("county","task_id","round"),
  CONSTRAINT "land_acceptance_two" CHECK ("land_acceptance"."second_inspector" <> "land_acceptance"."first_inspector")
);
ALTER TABLE "land_acceptance" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_agreement" (
  "county" text NOT NULL,
  "task_id" uuid NOT NULL,
  "findings" jsonb NOT NULL,
  "baseline" jsonb NOT NULL,
  "targets" jsonb NOT NULL,
  "investment_fen" bigint NOT NULL,
  "completion_on" date NOT NULL,
  "security_kind" text NOT NULL,
  "security_fen" bigint NOT NULL,
  "liability" text NOT NULL,
  "check_dates" date[] NOT NULL,
  "state" text NOT NULL,
  "drafted_on" date NOT NULL,
  "drafted_by" text NOT NULL,
  "town_signed_on" date,
  "town_signed_by" text,
  "firm_signed_on" date,
  "firm_signed_by" text,
  "breach_noticed_on" date,
  "cure_until" date,
  "breach" text,
  "fulfilled_on" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_agreement_county_task_id_pk" PRIMARY KEY("county","task_id")
);
ALTER TABLE "land_agreement" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_analysis" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "title" text NOT NULL,
  "need_id" uuid,
  "inputs" jsonb NOT NULL,
  "site" geometry(MultiPolygon,4490) NOT NULL,
  "source_crs" text NOT NULL,
  "results" jsonb,
  "digest" text,
  "state" text NOT NULL,
  "organisation_id" uuid,
  "created_by_name" text NOT NULL,
  "created_on" date NOT NULL,
  "reviewed_by_name" text,
  "issued_on" date,
  "case_id" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_analysis_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_analysis_issued_whole" CHECK (("land_analysis"."state" = 'issued') = ("land_analysis"."digest" IS NOT NULL)),
  CONSTRAINT "land_analysis_issued_day" CHECK (("land_analysis"."digest" IS NULL) = ("land_analysis"."issued_on" IS NULL)),
  CONSTRAINT "land_analysis_results" CHECK ("land_analysis"."state" = 'draft' OR "land_analysis"."results" IS NOT NULL),
  CONSTRAINT "land_analysis_site_valid" CHECK (ST_IsValid("land_analysis"."site"))
);
ALTER TABLE "land_analysis" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_app_launch" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "channel" text NOT NULL,
  "name" text NOT NULL,
  "url" text NOT NULL,
  "state" text NOT NULL,
  "case_id" text NOT NULL,
  "prepared_on" date NOT NULL,
  "applied_on" date,
  "approved_on" date,
  "trial_on" date,
  "live_on" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_app_launch_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_app_launch_name" UNIQUE("county","channel","name")
);
ALTER TABLE "land_app_launch" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_assessment" (
  "county" text NOT NULL,
  "year" integer NOT NULL,
  "organisation_id" uuid NOT NULL,
  "kind" text NOT NULL,
  "plan_mu" double precision,
  "state" text NOT NULL,
  "inputs" jsonb NOT NULL,
  "score" jsonb,
  "named_on" date NOT NULL,
  "computed_on" date,
  "computed_by" text,
  "approved_on" date,
  "approved_by" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_assessment_county_year_organisation_id_pk" PRIMARY KEY("county","year","organisation_id"),
  CONSTRAINT "land_assessment_two" CHECK ("land_assessment"."approved_by" <> "land_assessment"."computed_by")
);
ALTER TABLE "land_assessment" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_available_site" (
  "county" text NOT NULL,
  "parcel_id" uuid NOT NULL,
  "pool" text NOT NULL,
  "cost_fen" bigint NOT NULL,
  "value_fen" bigint NOT NULL,
  "available_on" date,
  "published_on" date,
  "withdrawn_on" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_available_site_county_parcel_id_pk" PRIMARY KEY("county","parcel_id"),
  CONSTRAINT "land_available_site_money" CHECK ("land_available_site"."cost_fen" >= 0 AND "land_available_site"."value_fen" >= 0),
  CONSTRAINT "land_available_site_period" CHECK ("land_available_site"."withdrawn_on" >= "land_available_site"."published_on")
);
ALTER TABLE "land_available_site" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_building" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "parcel_id" uuid NOT NULL,
  "no" text NOT NULL,
  "footprint_m2" double precision NOT NULL,
  "storeys" jsonb NOT NULL,
  "completed_on" date NOT NULL,
  "demolished_on" date,
  "permit_no" text,
  "measured_by" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_building_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_building_no" UNIQUE("county","parcel_id","no"),
  CONSTRAINT "land_building_footprint" CHECK ("land_building"."footprint_m2" > 0),
  CONSTRAINT "land_building_period" CHECK ("land_building"."demolished_on" > "land_building"."completed_on")
);
ALTER TABLE "land_building" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_contract" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "supervision_no" text NOT NULL,
  "parcel_id" uuid NOT NULL,
  "organisation_id" uuid NOT NULL,
  "town_code" text NOT NULL,
  "signed_on" date NOT NULL,
  "handover_on" date,
  "start_due" date,
  "completion_due" date,
  "price_fen" bigint NOT NULL,
  "price_paid_fen" bigint NOT NULL,
  "investment_due_fen" bigint,
  "intensity_due_fen_per_mu" bigint,
  "far_due" double precision,
  "tax_due_fen_per_mu" bigint,
  "penalty" text,
  "supplements" jsonb NOT NULL,
  "started_on" date,
  "completed_on" date,
  "next_on" date,
  "next_what" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_contract_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_contract_no" UNIQUE("county","supervision_no"),
  CONSTRAINT "land_contract_price" CHECK ("land_contract"."price_fen" >= 0 AND "land_contract"."price_paid_fen" >= 0),
  CONSTRAINT "land_contract_days" CHECK ("land_contract"."completion_due" >= "land_contract"."start_due")
);
ALTER TABLE "land_contract" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_dem_tile" (
  "county" text NOT NULL,
  "column_no" integer NOT NULL,
  "row_no" integer NOT NULL,
  "cell_size_m" double precision NOT NULL,
  "side" integer NOT NULL,
  "heights" "bytea" NOT NULL,
  "source" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_dem_tile_county_column_no_row_no_pk" PRIMARY KEY("county","column_no","row_no"),
  CONSTRAINT "land_dem_size" CHECK (octet_length("land_dem_tile"."heights") = 2 * "land_dem_tile"."side" * "land_dem_tile"."side")
);
ALTER TABLE "land_dem_tile" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_duty" (
  "county" text NOT NULL,
  "duty" text NOT NULL,
  "organisation_id" uuid NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_duty_county_duty_organisation_id_pk" PRIMARY KEY("county","duty","organisation_id")
);
ALTER TABLE "land_duty" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_emission_year" (
  "county" text NOT NULL,
  "organisation_id" uuid NOT NULL,
  "year" integer NOT NULL,
  "delivered_by" uuid NOT NULL,
  "delivered_on" date NOT NULL,
  "import_id" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  "cod_kg" double precision NOT NULL,
  "ammonia_kg" double precision NOT NULL,
  "sulphur_dioxide_kg" double precision NOT NULL,
  "nitrogen_oxides_kg" double precision NOT NULL,
  "voc_kg" double precision NOT NULL,
  CONSTRAINT "land_emission_year_county_organisation_id_year_pk" PRIMARY KEY("county","organisation_id","year"),
  CONSTRAINT "figure_year_ecology" CHECK ("land_emission_year"."year" BETWEEN 1980 AND 2200)
);
ALTER TABLE "land_emission_year" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_energy_year" (
  "county" text NOT NULL,
  "organisation_id" uuid NOT NULL,
  "year" integer NOT NULL,
  "delivered_by" uuid NOT NULL,
  "delivered_on" date NOT NULL,
  "import_id" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  "energy_tce" double precision,
  "power_kwh" double precision,
  "water_m3" double precision,
  CONSTRAINT "land_energy_year_county_organisation_id_year_pk" PRIMARY KEY("county","organisation_id","year"),
  CONSTRAINT "figure_year_power" CHECK ("land_energy_year"."year" BETWEEN 1980 AND 2200)
);
ALTER TABLE "land_energy_year" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_enterprise" (
  "county" text NOT NULL,
  "organisation_id" uuid NOT NULL,
  "industry" text NOT NULL,
  "industry_name" text NOT NULL,
  "town_code" text NOT NULL,
  "founded_on" date NOT NULL,
  "producing_since" date,
  "utility" boolean DEFAULT false NOT NULL,
  "closed_on" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_enterprise_county_organisation_id_pk" PRIMARY KEY("county","organisation_id")
);
ALTER TABLE "land_enterprise" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_evaluation" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "year" integer NOT NULL,
  "no" integer NOT NULL,
  "above" jsonb NOT NULL,
  "below" jsonb NOT NULL,
  "county_mean_tax_per_mu" double precision,
  "computed_on" date NOT NULL,
  "publicity_from" date,
  "publicity_to" date,
  "published_on" date,
  "state" text NOT NULL,
  "case_id" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_evaluation_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_evaluation_no" UNIQUE("county","year","no"),
  CONSTRAINT "land_evaluation_publicity" CHECK ("land_evaluation"."publicity_to" > "land_evaluation"."publicity_from")
);
ALTER TABLE "land_evaluation" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_evaluation_result" (
  "county" text NOT NULL,
  "evaluation_id" uuid NOT NULL,
  "organisation_id" uuid NOT NULL,
  "group_name" text NOT NULL,
  "figures" jsonb NOT NULL,
  "points" jsonb NOT NULL,
  "imputed" text[] NOT NULL,
  "total" double precision NOT NULL,
  "rank" integer,
  "not_classed" text,
  "class" text NOT NULL,
  "land_m2" double precision NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_evaluation_result_county_evaluation_id_organisation_id_pk" PRIMARY KEY("county","evaluation_id","organisation_id"),
  CONSTRAINT "land_evaluation_rank" CHECK (("land_evaluation_result"."rank" IS NULL) = ("land_evaluation_result"."not_classed" IS NOT NULL))
);
ALTER TABLE "land_evaluation_result" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_facility" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "kind" text NOT NULL,
  "name" text NOT NULL,
  "spare_mva" double precision,
  "position" geometry(Point,4490) NOT NULL,
  "valid_from" date NOT NULL,
  "valid_to" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_facility_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_facility_spare" CHECK (("land_facility"."kind" = 'substation') = ("land_facility"."spare_mva" IS NOT NULL)),
  CONSTRAINT "land_facility_position_valid" CHECK (ST_IsValid("land_facility"."position"))
);
ALTER TABLE "land_facility" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_finding" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "year" integer NOT NULL,
  "organisation_id" uuid NOT NULL,
  "town_code" text NOT NULL,
  "parcel_id" uuid,
  "facts" jsonb NOT NULL,
  "verdict" jsonb NOT NULL,
  "judged_on" date NOT NULL,
  "chosen" boolean NOT NULL,
  "exclusion" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_finding_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_finding_firm" UNIQUE("county","year","organisation_id")
);
ALTER TABLE "land_finding" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_idle_case" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "year" integer NOT NULL,
  "no" integer NOT NULL,
  "contract_id" uuid NOT NULL,
  "parcel_id" uuid NOT NULL,
  "organisation_id" uuid NOT NULL,
  "town_code" text NOT NULL,
  "area_m2" double precision NOT NULL,
  "state" text NOT NULL,
  "case_id" text NOT NULL,
  "facts" jsonb NOT NULL,
  "finding" jsonb,
  "option" text,
  "agreed_start" date,
  "outcome" text,
  "suspected_on" date NOT NULL,
  "investigated_on" date,
  "found_on" date,
  "decided_on" date,
  "closed_on" date,
  "next_on" date,
  "next_what" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_idle_case_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_idle_case_no" UNIQUE("county","year","no"),
  CONSTRAINT "land_idle_case_area" CHECK ("land_idle_case"."area_m2" > 0)
);
ALTER TABLE "land_idle_case" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_idle_document" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "idle_case_id" uuid NOT NULL,
  "kind" text NOT NULL,
  "number" text NOT NULL,
  "title" text NOT NULL,
  "paragraphs" text[] NOT NULL,
  "digest" text NOT NULL,
  "signed_by" text NOT NULL,
  "signed_on" date NOT NULL,
  "served_on" date,
  "due_on" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_idle_document_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_idle_document_number" UNIQUE("county","number")
);
ALTER TABLE "land_idle_document" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_import" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "target" text NOT NULL,
  "layer_id" text,
  "filename" text NOT NULL,
  "file_id" text NOT NULL,
  "bytes" integer NOT NULL,
  "format" text NOT NULL,
  "choices" jsonb NOT NULL,
  "check_result" jsonb,
  "state" text NOT NULL,
  "uploaded_by_name" text NOT NULL,
  "uploaded_at" timestamp with time zone NOT NULL,
  "confirmed_on" date,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_import_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_import_layer" CHECK (("land_import"."target" = 'layer') = ("land_import"."layer_id" IS NOT NULL)),
  CONSTRAINT "land_import_confirmed" CHECK (("land_import"."state" = 'confirmed') = ("land_import"."confirmed_on" IS NOT NULL))
);
ALTER TABLE "land_import" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_import_template" (
  "county" text NOT NULL,
  "target" text NOT NULL,
  "name" text NOT NULL,
  "fields" jsonb NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_import_template_county_target_name_pk" PRIMARY KEY("county","target","name")
);
ALTER TABLE "land_import_template" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_layer" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "title" text NOT NULL,
  "legal_basis" text NOT NULL,
  "required" boolean NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_layer_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "land_layer" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_layer_version" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "layer_id" text NOT NULL,
  "no" integer NOT NULL,
  "source" text NOT NULL,
  "published_on" date NOT NULL,
  "superseded_on" date,
  "published_by" text NOT NULL,
  "published_at" timestamp with time zone NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_layer_version_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_layer_version_no" UNIQUE("county","layer_id","no"),
  CONSTRAINT "land_layer_version_period" CHECK ("land_layer_version"."superseded_on" >= "land_layer_version"."published_on")
);
ALTER TABLE "land_layer_version" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_need" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "title" text NOT NULL,
  "terms" jsonb NOT NULL,
  "organisation_id" uuid,
  "created_by_name" text NOT NULL,
  "created_on" date NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_need_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "land_need" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_objection" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "evaluation_id" uuid NOT NULL,
  "organisation_id" uuid NOT NULL,
  "text" text NOT NULL,
  "filed_on" date NOT NULL,
  "filed_by" text NOT NULL,
  "answer_due" date NOT NULL,
  "answer" text,
  "upheld" boolean,
  "answered_on" date,
  "answered_by" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_objection_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_objection_firm" UNIQUE("county","evaluation_id","organisation_id")
);
ALTER TABLE "land_objection" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_occupancy" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "organisation_id" uuid NOT NULL,
  "parcel_id" uuid NOT NULL,
  "kind" text NOT NULL,
  "area_m2" double precision,
  "floor_area_m2" double precision,
  "from_day" date NOT NULL,
  "to_day" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_occupancy_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_occupancy_one" CHECK (("land_occupancy"."area_m2" IS NULL) <> ("land_occupancy"."floor_area_m2" IS NULL)),
  CONSTRAINT "land_occupancy_positive" CHECK (coalesce("land_occupancy"."area_m2", "land_occupancy"."floor_area_m2") > 0),
  CONSTRAINT "land_occupancy_period" CHECK ("land_occupancy"."to_day" >= "land_occupancy"."from_day")
);
ALTER TABLE "land_occupancy" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_output_year" (
  "county" text NOT NULL,
  "organisation_id" uuid NOT NULL,
  "year" integer NOT NULL,
  "delivered_by" uuid NOT NULL,
  "delivered_on" date NOT NULL,
  "import_id" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  "above_scale" boolean NOT NULL,
  "value_added_fen" bigint,
  "revenue_fen" bigint,
  "rd_fen" bigint,
  "staff_average" double precision,
  CONSTRAINT "land_output_year_county_organisation_id_year_pk" PRIMARY KEY("county","organisation_id","year"),
  CONSTRAINT "figure_year_statistics" CHECK ("land_output_year"."year" BETWEEN 1980 AND 2200)
);
ALTER TABLE "land_output_year" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_parcel" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "code" text NOT NULL,
  "land_use" text NOT NULL,
  "ownership" text NOT NULL,
  "tenure" text NOT NULL,
  "town_code" text NOT NULL,
  "location" text NOT NULL,
  "block" text,
  "area_registered_m2" double precision NOT NULL,
  "area_geodesic_m2" double precision,
  "point_accuracy_m" double precision,
  "plan_far_min" double precision,
  "plan_far_max" double precision,
  "boundary" geometry(MultiPolygon,4490),
  "source_crs" text,
  "valid_from" date NOT NULL,
  "valid_to" date,
  "measured_on" date,
  "structures_m2" double precision,
  "green_m2" double precision,
  "admin_land_m2" double precision,
  "import_id" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_parcel_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_parcel_code" UNIQUE("county","code"),
  CONSTRAINT "land_parcel_code_form" CHECK ("land_parcel"."code" ~ '^[0-9]{12}[GJZ][A-Z][0-9]{5}$'),
  CONSTRAINT "land_parcel_area" CHECK ("land_parcel"."area_registered_m2" > 0 AND "land_parcel"."area_geodesic_m2" > 0),
  CONSTRAINT "land_parcel_period" CHECK ("land_parcel"."valid_to" >= "land_parcel"."valid_from"),
  CONSTRAINT "land_parcel_source" CHECK (("land_parcel"."boundary" IS NULL) = ("land_parcel"."source_crs" IS NULL)),
  CONSTRAINT "land_parcel_boundary_valid" CHECK (ST_IsValid("land_parcel"."boundary"))
);
ALTER TABLE "land_parcel" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_parcel_origin" (
  "county" text NOT NULL,
  "parcel_id" uuid NOT NULL,
  "parent_id" uuid NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_parcel_origin_county_parcel_id_parent_id_pk" PRIMARY KEY("county","parcel_id","parent_id"),
  CONSTRAINT "land_parcel_origin_other" CHECK ("land_parcel_origin"."parcel_id" <> "land_parcel_origin"."parent_id")
);
ALTER TABLE "land_parcel_origin" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_progress" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "task_id" uuid NOT NULL,
  "on_day" date NOT NULL,
  "share" double precision NOT NULL,
  "invested_fen" bigint NOT NULL,
  "text" text NOT NULL,
  "reported_by" text NOT NULL,
  "reporter_name" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_progress_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_progress_share" CHECK ("land_progress"."share" BETWEEN 0 AND 1 AND "land_progress"."invested_fen" >= 0)
);
ALTER TABLE "land_progress" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_scenario" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "title" text NOT NULL,
  "parcels" jsonb NOT NULL,
  "first_year" integer NOT NULL,
  "years" integer NOT NULL,
  "rate" text NOT NULL,
  "created_by_name" text NOT NULL,
  "created_on" date NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_scenario_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_scenario_years" CHECK ("land_scenario"."years" BETWEEN 1 AND 30)
);
ALTER TABLE "land_scenario" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_search" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "need_id" uuid NOT NULL,
  "searched_at" timestamp with time zone NOT NULL,
  "searched_on" date NOT NULL,
  "seconds" double precision NOT NULL,
  "result" jsonb NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_search_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_search_seconds" CHECK ("land_search"."seconds" >= 0)
);
ALTER TABLE "land_search" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_supply" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "year" integer NOT NULL,
  "title" text NOT NULL,
  "town_code" text NOT NULL,
  "kind" text NOT NULL,
  "area_m2" double precision NOT NULL,
  "planned_month" integer NOT NULL,
  "probability" double precision NOT NULL,
  "tax_fen_per_mu" bigint NOT NULL,
  "supplied_on" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_supply_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_supply_area" CHECK ("land_supply"."area_m2" > 0),
  CONSTRAINT "land_supply_month" CHECK ("land_supply"."planned_month" BETWEEN 1 AND 12),
  CONSTRAINT "land_supply_probability" CHECK ("land_supply"."probability" BETWEEN 0 AND 1)
);
ALTER TABLE "land_supply" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_task" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "year" integer NOT NULL,
  "no" integer NOT NULL,
  "kind" text NOT NULL,
  "organisation_id" uuid NOT NULL,
  "parcel_id" uuid NOT NULL,
  "town_code" text NOT NULL,
  "area_m2" double precision NOT NULL,
  "rules" text[] NOT NULL,
  "measure" text NOT NULL,
  "idle_case_id" uuid,
  "supplement" boolean DEFAULT false NOT NULL,
  "reopens" uuid,
  "state" text NOT NULL,
  "case_id" text NOT NULL,
  "due_on" date NOT NULL,
  "listed_on" date NOT NULL,
  "assigned_on" date,
  "signed_on" date,
  "began_on" date,
  "asked_on" date,
  "inspected_on" date,
  "returned_on" date,
  "conditional_on" date,
  "review_due" date,
  "reopened_on" date,
  "closed_on" date,
  "excluded_on" date,
  "transferred_on" date,
  "progress" double precision DEFAULT 0 NOT NULL,
  "progress_on" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_task_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_task_no" UNIQUE("county","year","no"),
  CONSTRAINT "land_task_area" CHECK ("land_task"."area_m2" > 0),
  CONSTRAINT "land_task_progress" CHECK ("land_task"."progress" BETWEEN 0 AND 1)
);
ALTER TABLE "land_task" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_task_list" (
  "county" text NOT NULL,
  "year" integer NOT NULL,
  "drawn_on" date NOT NULL,
  "figures_as_of" date NOT NULL,
  "frozen_on" date,
  "frozen_by" text,
  "rules" jsonb NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_task_list_county_year_pk" PRIMARY KEY("county","year"),
  CONSTRAINT "land_task_list_year" CHECK ("land_task_list"."year" BETWEEN 2000 AND 2200)
);
ALTER TABLE "land_task_list" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_task_photo" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "task_id" uuid NOT NULL,
  "purpose" text NOT NULL,
  "file_id" text NOT NULL,
  "taken_at" timestamp with time zone,
  "longitude" double precision,
  "latitude" double precision,
  "perceptual_hash" text NOT NULL,
  "refusal" text,
  "added_by" text NOT NULL,
  "added_on" date NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_task_photo_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "land_task_photo" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_tax_year" (
  "county" text NOT NULL,
  "organisation_id" uuid NOT NULL,
  "year" integer NOT NULL,
  "delivered_by" uuid NOT NULL,
  "delivered_on" date NOT NULL,
  "import_id" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  "vat_fen" bigint NOT NULL,
  "income_tax_fen" bigint NOT NULL,
  "land_use_tax_fen" bigint NOT NULL,
  "property_tax_fen" bigint NOT NULL,
  "other_tax_fen" bigint NOT NULL,
  "export_credit_fen" bigint NOT NULL,
  "policy_relief_fen" bigint NOT NULL,
  "fines_and_arrears_fen" bigint NOT NULL,
  CONSTRAINT "land_tax_year_county_organisation_id_year_pk" PRIMARY KEY("county","organisation_id","year"),
  CONSTRAINT "figure_year_tax" CHECK ("land_tax_year"."year" BETWEEN 1980 AND 2200)
);
ALTER TABLE "land_tax_year" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_verdict" (
  "county" text NOT NULL,
  "version_id" uuid NOT NULL,
  "parcel_id" uuid NOT NULL,
  "layer_id" text NOT NULL,
  "area_m2" double precision NOT NULL,
  "share" double precision NOT NULL,
  "verdict" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_verdict_county_version_id_parcel_id_pk" PRIMARY KEY("county","version_id","parcel_id")
);
ALTER TABLE "land_verdict" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_verdict_run" (
  "county" text NOT NULL,
  "version_id" uuid NOT NULL,
  "layer_id" text NOT NULL,
  "computed_at" timestamp with time zone NOT NULL,
  "rule_version" text NOT NULL,
  "parcels" integer NOT NULL,
  "verdict_rows" integer NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_verdict_run_county_version_id_pk" PRIMARY KEY("county","version_id")
);
ALTER TABLE "land_verdict_run" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "land_zone" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "version_id" uuid NOT NULL,
  "layer_id" text NOT NULL,
  "code" text NOT NULL,
  "name" text NOT NULL,
  "level" text,
  "shape" geometry(MultiPolygon,4490) NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "land_zone_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "land_zone_code" UNIQUE("county","version_id","code"),
  CONSTRAINT "land_zone_shape_valid" CHECK (ST_IsValid("land_zone"."shape"))
);
ALTER TABLE "land_zone" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "benchmark_series" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "year" integer NOT NULL,
  "value" double precision NOT NULL,
  "unit" text NOT NULL,
  "document" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "benchmark_series_county_id_year_pk" PRIMARY KEY("county","id","year")
);
ALTER TABLE "benchmark_series" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "bulletin" (
  "county" text NOT NULL,
  "month" text NOT NULL,
  "edition" integer NOT NULL,
  "title" text NOT NULL,
  "as_of" date NOT NULL,
  "summary" text NOT NULL,
  "rows" jsonb NOT NULL,
  "correction" text,
  "state" text NOT NULL,
  "published_at" timestamp with time zone,
  "digest" text,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "bulletin_county_month_edition_pk" PRIMARY KEY("county","month","edition"),
  CONSTRAINT "bulletin_published" CHECK (("bulletin"."state" = 'published') = ("bulletin"."digest" IS NOT NULL)),
  CONSTRAINT "bulletin_correction" CHECK (("bulletin"."edition" = 1) = ("bulletin"."correction" IS NULL))
);
ALTER TABLE "bulletin" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "consultation" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "reform_no" integer NOT NULL,
  "target_id" text,
  "title" text NOT NULL,
  "introduction" text NOT NULL,
  "draft_text" text NOT NULL,
  "file_id" text,
  "organisation_id" uuid NOT NULL,
  "open_from" date NOT NULL,
  "open_to" date NOT NULL,
  "state" text NOT NULL,
  "result" text,
  "closed_on" date,
  "case_id" text NOT NULL,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "consultation_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "consultation_seven_days" CHECK ("consultation"."open_to" - "consultation"."open_from" >= 7)
);
ALTER TABLE "consultation" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "consultation_comment" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "consultation_id" text NOT NULL,
  "author" text NOT NULL,
  "text" text NOT NULL,
  "made_on" date NOT NULL,
  "moderation" text NOT NULL,
  "answer" text,
  "adopted" text,
  "adopted_reason" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "consultation_comment_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "consultation_comment_why_not" CHECK ("consultation_comment"."adopted" IS NULL OR "consultation_comment"."adopted" = 'adopted' OR "consultation_comment"."adopted_reason" IS NOT NULL)
);
ALTER TABLE "consultation_comment" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "evidence" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "target_id" text NOT NULL,
  "kind" text NOT NULL,
  "title" text NOT NULL,
  "file_id" text,
  "dated_on" date NOT NULL,
  "organisation_id" uuid NOT NULL,
  "state" text NOT NULL,
  "submitted_by" text,
  "submitted_by_name" text,
  "submitted_on" date,
  "verified_by" text,
  "verified_by_name" text,
  "verified_on" date,
  "reason" text,
  "case_id" text NOT NULL,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "evidence_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "evidence_two_persons" CHECK ("evidence"."verified_by" IS NULL OR "evidence"."verified_by" <> "evidence"."submitted_by"),
  CONSTRAINT "evidence_verified" CHECK (("evidence"."state" = 'verified') = ("evidence"."verified_on" IS NOT NULL))
);
ALTER TABLE "evidence" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "project" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "reform_no" integer NOT NULL,
  "name" text NOT NULL,
  "description" text NOT NULL,
  "place" text NOT NULL,
  "longitude" double precision NOT NULL,
  "latitude" double precision NOT NULL,
  "organisation_id" uuid NOT NULL,
  "budget_fen" bigint NOT NULL,
  "state" text NOT NULL,
  "case_id" text NOT NULL,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "project_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "project_budget" CHECK ("project"."budget_fen" > 0)
);
ALTER TABLE "project" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "project_fund" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "project_id" text NOT NULL,
  "source" text NOT NULL,
  "approved_fen" bigint NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "project_fund_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "project_fund_source" UNIQUE("county","project_id","source"),
  CONSTRAINT "project_fund_approved" CHECK ("project_fund"."approved_fen" > 0)
);
ALTER TABLE "project_fund" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "project_node" (
  "county" text NOT NULL,
  "project_id" text NOT NULL,
  "no" integer NOT NULL,
  "kind" text NOT NULL,
  "name" text NOT NULL,
  "level" integer,
  "weight" double precision NOT NULL,
  "planned_from" date NOT NULL,
  "planned_on" date NOT NULL,
  "reported_on" date,
  "reported_progress" double precision DEFAULT 0 NOT NULL,
  "accepted_on" date,
  "document" text,
  "state" text NOT NULL,
  "reported_by" text,
  "accepted_by" text,
  "reason" text,
  "case_id" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "project_node_county_project_id_no_pk" PRIMARY KEY("county","project_id","no"),
  CONSTRAINT "project_node_weight" CHECK ("project_node"."weight" BETWEEN 0 AND 1),
  CONSTRAINT "project_node_progress" CHECK ("project_node"."reported_progress" BETWEEN 0 AND 1),
  CONSTRAINT "project_node_accepted" CHECK (("project_node"."state" = 'accepted') = ("project_node"."accepted_on" IS NOT NULL)),
  CONSTRAINT "project_node_two_persons" CHECK ("project_node"."accepted_by" IS NULL OR "project_node"."accepted_by" <> "project_node"."reported_by")
);
ALTER TABLE "project_node" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "project_payment" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "fund_id" text NOT NULL,
  "paid_on" date NOT NULL,
  "payee" text NOT NULL,
  "purpose" text NOT NULL,
  "fen" bigint NOT NULL,
  "voucher" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "project_payment_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "project_payment_voucher" UNIQUE("county","voucher"),
  CONSTRAINT "project_payment_fen" CHECK ("project_payment"."fen" > 0),
  CONSTRAINT "project_payment_has_voucher" CHECK (btrim("project_payment"."voucher") <> '')
);
ALTER TABLE "project_payment" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "project_receipt" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "fund_id" text NOT NULL,
  "received_on" date NOT NULL,
  "fen" bigint NOT NULL,
  "voucher" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "project_receipt_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "project_receipt_voucher" UNIQUE("county","voucher"),
  CONSTRAINT "project_receipt_fen" CHECK ("project_receipt"."fen" > 0)
);
ALTER TABLE "project_receipt" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reform" (
  "county" text NOT NULL,
  "year" integer NOT NULL,
  "no" integer NOT NULL,
  "name" text NOT NULL,
  "subtitle" text,
  "standing" text NOT NULL,
  "name_text" text NOT NULL,
  "measures_text" text NOT NULL,
  "milestones_text" text NOT NULL,
  "landmarks_text" text NOT NULL,
  "departments_text" text NOT NULL,
  "table_title" text NOT NULL,
  "source_digest" text NOT NULL,
  "import_id" text NOT NULL,
  "published_on" date,
  "withdrawn_on" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "reform_county_year_no_pk" PRIMARY KEY("county","year","no"),
  CONSTRAINT "reform_no" CHECK ("reform"."no" BETWEEN 1 AND 99)
);
ALTER TABLE "reform" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reform_department" (
  "county" text NOT NULL,
  "year" integer NOT NULL,
  "reform_no" integer NOT NULL,
  "no" integer NOT NULL,
  "name" text NOT NULL,
  "organisation_id" uuid,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "reform_department_county_year_reform_no_no_pk" PRIMARY KEY("county","year","reform_no","no")
);
ALTER TABLE "reform_department" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reform_item" (
  "county" text NOT NULL,
  "year" integer NOT NULL,
  "reform_no" integer NOT NULL,
  "column_name" text NOT NULL,
  "position" integer NOT NULL,
  "printed_no" integer,
  "text" text NOT NULL,
  "due" date,
  "kind" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "reform_item_county_year_reform_no_column_name_position_pk" PRIMARY KEY("county","year","reform_no","column_name","position")
);
ALTER TABLE "reform_item" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reform_package" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "name" text NOT NULL,
  "from_county" text NOT NULL,
  "content" jsonb NOT NULL,
  "digest" text NOT NULL,
  "public_key" text NOT NULL,
  "state" text NOT NULL,
  "adaptation" jsonb,
  "imported_at" timestamp with time zone NOT NULL,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "reform_package_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "reform_package_digest" UNIQUE("county","digest")
);
ALTER TABLE "reform_package" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "settlement_audit" (
  "county" text NOT NULL,
  "project_id" text NOT NULL,
  "audited_on" date NOT NULL,
  "auditor" text NOT NULL,
  "submitted_fen" bigint NOT NULL,
  "settled_fen" bigint NOT NULL,
  "document" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "settlement_audit_county_project_id_pk" PRIMARY KEY("county","project_id")
);
ALTER TABLE "settlement_audit" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "site_photo" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "project_id" text NOT NULL,
  "node_no" integer NOT NULL,
  "no" integer NOT NULL,
  "file_id" text NOT NULL,
  "taken_at" timestamp with time zone,
  "metres_from_site" double precision,
  "perceptual_hash" text NOT NULL,
  "refusal" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "site_photo_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "site_photo_order" UNIQUE("county","project_id","node_no","no")
);
ALTER TABLE "site_photo" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "supervision_notice" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "year" integer NOT NULL,
  "serial" integer NOT NULL,
  "reform_no" integer NOT NULL,
  "target_id" text,
  "title" text NOT NULL,
  "demand" text NOT NULL,
  "organisation_id" uuid NOT NULL,
  "state" text NOT NULL,
  "issued_on" date NOT NULL,
  "issued_by_name" text NOT NULL,
  "answer_due" date NOT NULL,
  "answered_on" date,
  "answer" text,
  "escalated_on" date,
  "closed_on" date,
  "case_id" text NOT NULL,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "supervision_notice_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "supervision_notice_serial" UNIQUE("county","year","serial")
);
ALTER TABLE "supervision_notice" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "table_import" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "filename" text NOT NULL,
  "digest" text NOT NULL,
  "bytes" bigint NOT NULL,
  "year" integer NOT NULL,
  "title" text NOT NULL,
  "reading" jsonb NOT NULL,
  "state" text NOT NULL,
  "uploaded_by_name" text NOT NULL,
  "uploaded_at" timestamp with time zone NOT NULL,
  "case_id" text NOT NULL,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "table_import_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "table_import" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "target" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "year" integer NOT NULL,
  "reform_no" integer NOT NULL,
  "no" integer NOT NULL,
  "column_name" text NOT NULL,
  "item_no" integer NOT NULL,
  "span_from" integer NOT NULL,
  "span_to" integer NOT NULL,
  "text" text NOT NULL,
  "title" text NOT NULL,
  "kind" text NOT NULL,
  "indicator_id" text,
  "scope_kind" text,
  "scope_id" text,
  "comparator" text NOT NULL,
  "threshold" double precision,
  "baseline" double precision,
  "benchmark" text,
  "unit" text NOT NULL,
  "word" text,
  "due" date NOT NULL,
  "counted" boolean NOT NULL,
  "required_kinds" text[] NOT NULL,
  "bound_by" text NOT NULL,
  "binding_reason" text,
  "withdrawn_on" date,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "target_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "target_number" UNIQUE("county","year","reform_no","no"),
  CONSTRAINT "target_scope" CHECK (("target"."scope_kind" IS NULL) = ("target"."scope_id" IS NULL)),
  CONSTRAINT "target_span" CHECK ("target"."span_from" >= 0 AND "target"."span_to" > "target"."span_from")
);
ALTER TABLE "target" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "target_extension" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "target_id" text NOT NULL,
  "organisation_id" uuid NOT NULL,
  "original_due" date NOT NULL,
  "asked_for" date NOT NULL,
  "granted_to" date,
  "reason" text NOT NULL,
  "decision_reason" text,
  "state" text NOT NULL,
  "asked_on" date NOT NULL,
  "decided_on" date,
  "case_id" text NOT NULL,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "target_extension_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "target_extension_later" CHECK ("target_extension"."asked_for" > "target_extension"."original_due"),
  CONSTRAINT "target_extension_granted" CHECK (("target_extension"."state" = 'granted') = ("target_extension"."granted_to" IS NOT NULL))
);
ALTER TABLE "target_extension" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "audit_link" (
  "county" text NOT NULL,
  "position" bigint NOT NULL,
  "log_id" bigint NOT NULL,
  "digest" text NOT NULL,
  CONSTRAINT "audit_link_county_position_pk" PRIMARY KEY("county","position")
);
ALTER TABLE "audit_link" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "audit_log" (
  "county" text NOT NULL,
  "id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
  "at" timestamp with time zone NOT NULL,
  "actor" text NOT NULL,
  "deputy_for" text,
  "table_name" text NOT NULL,
  "operation" text NOT NULL,
  "key" jsonb NOT NULL,
  "old" jsonb,
  "new" jsonb,
  CONSTRAINT "audit_log_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "audit_seal" (
  "county" text NOT NULL,
  "number" integer NOT NULL,
  "length" bigint NOT NULL,
  "last_log_id" bigint NOT NULL,
  "digest" text NOT NULL,
  "signature" text NOT NULL,
  "key_id" text NOT NULL,
  "sealed_at" timestamp with time zone NOT NULL,
  CONSTRAINT "audit_seal_county_number_pk" PRIMARY KEY("county","number")
);
ALTER TABLE "audit_seal" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "case_deadline" (
  "county" text NOT NULL,
  "case_id" text NOT NULL,
  "key" text NOT NULL,
  "run" integer NOT NULL,
  "status" text NOT NULL,
  "started_on" date NOT NULL,
  "due_on" date NOT NULL,
  "calendar_provisional" boolean NOT NULL,
  "days_left" integer,
  "ended_at" timestamp with time zone,
  CONSTRAINT "case_deadline_county_case_id_key_run_pk" PRIMARY KEY("county","case_id","key","run")
);
ALTER TABLE "case_deadline" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "case_event" (
  "county" text NOT NULL,
  "case_id" text NOT NULL,
  "number" integer NOT NULL,
  "event" text NOT NULL,
  "from_state" text,
  "to_state" text NOT NULL,
  "actor" text NOT NULL,
  "actor_name" text NOT NULL,
  "deputy_for" text,
  "reason" text,
  "data" jsonb NOT NULL,
  "at" timestamp with time zone NOT NULL,
  CONSTRAINT "case_event_county_case_id_number_pk" PRIMARY KEY("county","case_id","number")
);
ALTER TABLE "case_event" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "case_material" (
  "county" text NOT NULL,
  "case_id" text NOT NULL,
  "id" text NOT NULL,
  "kind" text NOT NULL,
  "file_id" text NOT NULL,
  "verdict" text NOT NULL,
  "reason" text,
  "added_by" text NOT NULL,
  "added_at" timestamp with time zone NOT NULL,
  "judged_by" text,
  "judged_at" timestamp with time zone,
  CONSTRAINT "case_material_county_case_id_id_pk" PRIMARY KEY("county","case_id","id")
);
ALTER TABLE "case_material" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "case" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "type" text NOT NULL,
  "state" text NOT NULL,
  "title" text NOT NULL,
  "subject_table" text NOT NULL,
  "subject_id" text NOT NULL,
  "data" jsonb NOT NULL,
  "organisation_id" text,
  "household_id" text,
  "area_code" text,
  "readers" text[] NOT NULL,
  "opened_by" text NOT NULL,
  "opened_at" timestamp with time zone NOT NULL,
  "closed_at" timestamp with time zone,
  "due_on" date,
  "calendar_provisional" boolean NOT NULL,
  "version" integer NOT NULL,
  CONSTRAINT "case_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "case" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "case_turn" (
  "county" text NOT NULL,
  "permission" text NOT NULL,
  "holder" text NOT NULL,
  "due_on" date NOT NULL,
  "case_id" text NOT NULL,
  CONSTRAINT "case_turn_county_permission_holder_due_on_case_id_pk" PRIMARY KEY("county","permission","holder","due_on","case_id")
);
ALTER TABLE "case_turn" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "file" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "digest" text NOT NULL,
  "kind" text NOT NULL,
  "name" text NOT NULL,
  "size_bytes" integer NOT NULL,
  "audience" text NOT NULL,
  "taken_at" text,
  "longitude" double precision,
  "latitude" double precision,
  "perceptual_hash" text,
  "uploaded_by" text NOT NULL,
  "organisation_id" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "file_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "file" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "idempotency_key" (
  "county" text NOT NULL,
  "actor" text NOT NULL,
  "key" text NOT NULL,
  "digest" text NOT NULL,
  "status" integer,
  "reply" text,
  "etag" text,
  "expires_at" timestamp with time zone NOT NULL,
  CONSTRAINT "idempotency_key_county_actor_key_pk" PRIMARY KEY("county","actor","key")
);
ALTER TABLE "idempotency_key" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "account_profile" (
  "county" text NOT NULL,
  "account" text NOT NULL,
  "username" text NOT NULL,
  "name" text NOT NULL,
  "person_id" uuid,
  "household_id" uuid,
  "must_change_password" boolean NOT NULL,
  "disabled_at" timestamp with time zone,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "account_profile_county_account_pk" PRIMARY KEY("county","account")
);
ALTER TABLE "account_profile" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "auth"."account" (
  "id" text PRIMARY KEY NOT NULL,
  "user_id" text NOT NULL,
  "account_id" text NOT NULL,
  "provider_id" text NOT NULL,
  "password" text,
  "access_token" text,
  "refresh_token" text,
  "id_token" text,
  "access_token_expires_at" timestamp with time zone,
  "refresh_token_expires_at" timestamp with time zone,
  "scope" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE "auth"."session" (
  "id" text PRIMARY KEY NOT NULL,
  "user_id" text NOT NULL,
  "token" text NOT NULL,
  "expires_at" timestamp with time zone NOT NULL,
  "last_seen_at" timestamp with time zone,
  "ip_address" text,
  "user_agent" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "session_token_unique" UNIQUE("token")
);
CREATE TABLE "auth"."two_factor" (
  "id" text PRIMARY KEY NOT NULL,
  "user_id" text NOT NULL,
  "secret" text NOT NULL,
  "backup_codes" text NOT NULL,
  "verified" boolean DEFAULT true,
  "failed_verification_count" integer DEFAULT 0,
  "locked_until" timestamp with time zone
);
CREATE TABLE "auth"."user" (
  "id" text PRIMARY KEY NOT NULL,
  "name" text NOT NULL,
  "email" text NOT NULL,
  "email_verified" boolean DEFAULT false NOT NULL,
  "image" text,
  "username" text,
  "two_factor_enabled" boolean DEFAULT false,
  "county" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "user_email_unique" UNIQUE("email"),
  CONSTRAINT "user_username_unique" UNIQUE("username")
);
CREATE TABLE "auth"."verification" (
  "id" text PRIMARY KEY NOT NULL,
  "identifier" text NOT NULL,
  "value" text NOT NULL,
  "expires_at" timestamp with time zone NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE "deputy" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "from_account" text NOT NULL,
  "to_account" text NOT NULL,
  "valid_from" date NOT NULL,
  "valid_until" date NOT NULL,
  "roles" text[] NOT NULL,
  "reason" text NOT NULL,
  "revoked_at" timestamp with time zone,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "deputy_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "deputy_period" CHECK ("deputy"."valid_from" <= "deputy"."valid_until"),
  CONSTRAINT "deputy_other" CHECK ("deputy"."from_account" <> "deputy"."to_account")
);
ALTER TABLE "deputy" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "membership" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "account" text NOT NULL,
  "organisation_id" text,
  "role" text NOT NULL,
  "area_code" text NOT NULL,
  "valid_from" date NOT NULL,
  "valid_until" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "membership_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "membership_period" CHECK ("membership"."valid_until" IS NULL OR "membership"."valid_from" <= "membership"."valid_until"),
  CONSTRAINT "membership_area" CHECK (starts_with("membership"."area_code", "membership"."county"))
);
ALTER TABLE "membership" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "sign_in_event" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "at" timestamp with time zone NOT NULL,
  "kind" text NOT NULL,
  "account" text,
  "name_digest" text,
  "ip_address" text,
  "user_agent" text,
  CONSTRAINT "sign_in_event_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "sign_in_event" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "sign_in_guard" (
  "county" text NOT NULL,
  "name_digest" text NOT NULL,
  "failures" integer NOT NULL,
  "locked_until" timestamp with time zone,
  "last_failure_at" timestamp with time zone NOT NULL,
  CONSTRAINT "sign_in_guard_county_name_digest_pk" PRIMARY KEY("county","name_digest")
);
ALTER TABLE "sign_in_guard" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "figure_seal" (
  "county" text NOT NULL,
  "number" integer NOT NULL,
  "as_of" date NOT NULL,
  "rows" integer NOT NULL,
  "digest" text NOT NULL,
  "sealed_at" timestamp with time zone NOT NULL,
  CONSTRAINT "figure_seal_county_number_pk" PRIMARY KEY("county","number")
);
ALTER TABLE "figure_seal" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "figure_snapshot" (
  "county" text NOT NULL,
  "scope_kind" text NOT NULL,
  "scope_id" text NOT NULL,
  "indicator" text NOT NULL,
  "as_of" date NOT NULL,
  "value" double precision,
  "numerator" double precision,
  "denominator" double precision,
  "sufficient" boolean NOT NULL,
  "reasons" text[] NOT NULL,
  "computed_at" timestamp with time zone NOT NULL,
  "digest" text NOT NULL,
  CONSTRAINT "figure_snapshot_county_scope_kind_scope_id_indicator_as_of_pk" PRIMARY KEY("county","scope_kind","scope_id","indicator","as_of")
);
ALTER TABLE "figure_snapshot" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "job_run" (
  "county" text NOT NULL,
  "id" uuid NOT NULL,
  "job" text NOT NULL,
  "state" text NOT NULL,
  "data" jsonb NOT NULL,
  "attempt" integer NOT NULL,
  "done" integer DEFAULT 0 NOT NULL,
  "total" integer DEFAULT 0 NOT NULL,
  "requested_by" text,
  "cancelled_by" text,
  "error" text,
  "created_at" timestamp with time zone NOT NULL,
  "started_at" timestamp with time zone,
  "ended_at" timestamp with time zone,
  CONSTRAINT "job_run_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "job_run" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "acknowledgement" (
  "county" text NOT NULL,
  "message_id" uuid NOT NULL,
  "account" text NOT NULL,
  "at" timestamp with time zone NOT NULL,
  CONSTRAINT "acknowledgement_county_message_id_account_pk" PRIMARY KEY("county","message_id","account")
);
ALTER TABLE "acknowledgement" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "delivery" (
  "county" text NOT NULL,
  "message_id" uuid NOT NULL,
  "recipient" text NOT NULL,
  "channel" text NOT NULL,
  "step" integer NOT NULL,
  "state" text NOT NULL,
  "attempt" integer NOT NULL,
  "reference" text,
  "error" text,
  "created_at" timestamp with time zone NOT NULL,
  "sent_at" timestamp with time zone,
  "read_at" timestamp with time zone,
  CONSTRAINT "delivery_county_message_id_recipient_channel_pk" PRIMARY KEY("county","message_id","recipient","channel")
);
ALTER TABLE "delivery" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "message" (
  "county" text NOT NULL,
  "id" uuid NOT NULL,
  "kind" text NOT NULL,
  "title" text NOT NULL,
  "text" text NOT NULL,
  "href" text,
  "topic" text,
  "ladder" jsonb,
  "step" integer NOT NULL,
  "next_at" timestamp with time zone,
  "created_by" text NOT NULL,
  "created_at" timestamp with time zone NOT NULL,
  CONSTRAINT "message_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "message" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "device" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "name" text NOT NULL,
  "module" text NOT NULL,
  "organisation_id" text,
  "area_code" text,
  "key_hash" text,
  "active" boolean DEFAULT true NOT NULL,
  "place" geometry(Point,4490),
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "device_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "device_place_valid" CHECK (ST_IsValid("device"."place"))
);
ALTER TABLE "device" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reading" (
  "county" text NOT NULL,
  "series_id" integer NOT NULL,
  "at" timestamp with time zone NOT NULL,
  "value" double precision,
  "quality" smallint NOT NULL,
  "received_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "reading_county_series_id_at_pk" PRIMARY KEY("county","series_id","at")
);
ALTER TABLE "reading" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reading_hour" (
  "county" text NOT NULL,
  "series_id" integer NOT NULL,
  "hour" timestamp with time zone NOT NULL,
  "count" integer NOT NULL,
  "minimum" double precision,
  "maximum" double precision,
  "mean" double precision,
  CONSTRAINT "reading_hour_county_series_id_hour_pk" PRIMARY KEY("county","series_id","hour")
);
ALTER TABLE "reading_hour" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "series" (
  "county" text NOT NULL,
  "id" integer NOT NULL,
  "device_id" text NOT NULL,
  "kind" text NOT NULL,
  "unit" text NOT NULL,
  "thing" text NOT NULL,
  "area_code" text,
  "organisation_id" text,
  "public" boolean DEFAULT false NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "series_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "series" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "consent" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "person_id" uuid NOT NULL,
  "controller_id" uuid NOT NULL,
  "purposes" text[] NOT NULL,
  "data_categories" text[] NOT NULL,
  "text_digest" text NOT NULL,
  "valid_from" timestamp with time zone NOT NULL,
  "valid_until" timestamp with time zone NOT NULL,
  "withdrawn_at" timestamp with time zone,
  CONSTRAINT "consent_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "consent_period" CHECK ("consent"."valid_until" > "consent"."valid_from"),
  CONSTRAINT "consent_named" CHECK (cardinality("consent"."purposes") > 0 AND cardinality("consent"."data_categories") > 0)
);
ALTER TABLE "consent" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "county" (
  "county" text NOT NULL,
  "name" text NOT NULL,
  "city" text NOT NULL,
  "province" text NOT NULL,
  "boundary" geometry(MultiPolygon,4490),
  CONSTRAINT "county_county_pk" PRIMARY KEY("county"),
  CONSTRAINT "county_code" CHECK ("county"."county" ~ '^[0-9]{6}$'),
  CONSTRAINT "county_boundary_valid" CHECK (ST_IsValid("county"."boundary"))
);
ALTER TABLE "county" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "household" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "number" text,
  "area_code" text NOT NULL,
  "address" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "household_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "household_number" UNIQUE("county","number")
);
ALTER TABLE "household" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "household_member" (
  "county" text NOT NULL,
  "household_id" uuid NOT NULL,
  "person_id" uuid NOT NULL,
  "relation" text NOT NULL,
  "since" date NOT NULL,
  "until" date,
  "area_code" text NOT NULL,
  CONSTRAINT "household_member_county_household_id_person_id_since_pk" PRIMARY KEY("county","household_id","person_id","since"),
  CONSTRAINT "household_member_period" CHECK ("household_member"."until" > "household_member"."since")
);
ALTER TABLE "household_member" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "organisation" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "code" text NOT NULL,
  "uscc" text,
  "kind" text NOT NULL,
  "name" text NOT NULL,
  "short_name" text NOT NULL,
  "parent_id" uuid,
  "area_code" text NOT NULL,
  "closed_on" date,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "organisation_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "organisation_code" UNIQUE("county","code"),
  CONSTRAINT "organisation_uscc" UNIQUE("county","uscc"),
  CONSTRAINT "organisation_parent" CHECK ("organisation"."parent_id" <> "organisation"."id"),
  CONSTRAINT "organisation_uscc_form" CHECK ("organisation"."uscc" ~ '^[0-9A-HJ-NP-RTUWXY]{18}$')
);
ALTER TABLE "organisation" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "person" (
  "county" text NOT NULL,
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "name" text NOT NULL,
  "identity_number" text,
  "identity_number_hash" text,
  "mobile" text,
  "mobile_hash" text,
  "birth_date" date,
  "area_code" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "person_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "person_identity_number" UNIQUE("county","identity_number_hash"),
  CONSTRAINT "person_encrypted" CHECK ("person"."identity_number" LIKE 'v1.%' AND "person"."mobile" LIKE 'v1.%'),
  CONSTRAINT "person_hashes" CHECK (("person"."identity_number" IS NULL) = ("person"."identity_number_hash" IS NULL) AND ("person"."mobile" IS NULL) = ("person"."mobile_hash" IS NULL))
);
ALTER TABLE "person" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "town" (
  "county" text NOT NULL,
  "code" text NOT NULL,
  "name" text NOT NULL,
  "name_english" text NOT NULL,
  "kind" text NOT NULL,
  "seat" geometry(Point,4490) NOT NULL,
  "territory" geometry(MultiPolygon,4490),
  "territory_source" text,
  CONSTRAINT "town_county_code_pk" PRIMARY KEY("county","code"),
  CONSTRAINT "town_code" CHECK ("town"."code" ~ '^[0-9]{9}$' AND starts_with("town"."code", "town"."county")),
  CONSTRAINT "town_seat_valid" CHECK (ST_IsValid("town"."seat")),
  CONSTRAINT "town_territory_valid" CHECK (ST_IsValid("town"."territory"))
);
ALTER TABLE "town" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "village" (
  "county" text NOT NULL,
  "code" text NOT NULL,
  "town_code" text NOT NULL,
  "name" text NOT NULL,
  "official_name" text NOT NULL,
  "kind" text NOT NULL,
  "seat" geometry(Point,4490) NOT NULL,
  CONSTRAINT "village_county_code_pk" PRIMARY KEY("county","code"),
  CONSTRAINT "village_code" CHECK ("village"."code" ~ '^[0-9]{12}$' AND starts_with("village"."code", "village"."town_code")),
  CONSTRAINT "village_seat_valid" CHECK (ST_IsValid("village"."seat"))
);
ALTER TABLE "village" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "rule_table_version" (
  "county" text NOT NULL,
  "table_name" text NOT NULL,
  "version" text NOT NULL,
  "status" text NOT NULL,
  "rows" jsonb NOT NULL,
  "effective_from" date NOT NULL,
  "effective_to" date,
  "basis" text NOT NULL,
  "reason" text NOT NULL,
  "drafted_by" text NOT NULL,
  "drafted_at" timestamp with time zone NOT NULL,
  "approved_by" text,
  "approved_at" timestamp with time zone,
  "published_by" text,
  "published_at" timestamp with time zone,
  CONSTRAINT "rule_table_version_county_table_name_version_pk" PRIMARY KEY("county","table_name","version")
);
ALTER TABLE "rule_table_version" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "sheet_import" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "sheet" text NOT NULL,
  "filename" text NOT NULL,
  "digest" text NOT NULL,
  "state" text NOT NULL,
  "text" jsonb NOT NULL,
  "rows" jsonb NOT NULL,
  "errors" jsonb NOT NULL,
  "effect" jsonb,
  "version" integer DEFAULT 1 NOT NULL,
  "created_by" text NOT NULL,
  "created_at" timestamp with time zone NOT NULL,
  "confirmed_at" timestamp with time zone,
  CONSTRAINT "sheet_import_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "sheet_import" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "start_step" (
  "county" text NOT NULL,
  "name" text NOT NULL,
  "begun_at" timestamp with time zone NOT NULL,
  "done_at" timestamp with time zone,
  CONSTRAINT "start_step_county_name_pk" PRIMARY KEY("county","name")
);
ALTER TABLE "start_step" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "asset_evidence" ADD CONSTRAINT "asset_evidence_county_asset_id_family_asset_county_id_fk" FOREIGN KEY ("county","asset_id") REFERENCES "public"."family_asset"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "asset_valuation" ADD CONSTRAINT "asset_valuation_county_asset_id_family_asset_county_id_fk" FOREIGN KEY ("county","asset_id") REFERENCES "public"."family_asset"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "loan_contract" ADD CONSTRAINT "loan_contract_county_renewal_of_loan_contract_county_id_fk" FOREIGN KEY ("county","renewal_of") REFERENCES "public"."loan_contract"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "loan_event" ADD CONSTRAINT "loan_event_county_contract_id_loan_contract_county_id_fk" FOREIGN KEY ("county","contract_id") REFERENCES "public"."loan_contract"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "outbound_receipt" ADD CONSTRAINT "outbound_receipt_county_batch_id_outbound_batch_county_id_fk" FOREIGN KEY ("county","batch_id") REFERENCES "public"."outbound_batch"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_acceptance" ADD CONSTRAINT "land_acceptance_county_task_id_land_task_county_id_fk" FOREIGN KEY ("county","task_id") REFERENCES "public"."land_task"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_agreement" ADD CONSTRAINT "land_agreement_county_task_id_land_task_county_id_fk" FOREIGN KEY ("county","task_id") REFERENCES "public"."land_task"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_analysis" ADD CONSTRAINT "land_analysis_county_need_id_land_need_county_id_fk" FOREIGN KEY ("county","need_id") REFERENCES "public"."land_need"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_assessment" ADD CONSTRAINT "land_assessment_county_organisation_id_organisation_county_id_fk" FOREIGN KEY ("county","organisation_id") REFERENCES "public"."organisation"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_available_site" ADD CONSTRAINT "land_available_site_county_parcel_id_land_parcel_county_id_fk" FOREIGN KEY ("county","parcel_id") REFERENCES "public"."land_parcel"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_building" ADD CONSTRAINT "land_building_county_parcel_id_land_parcel_county_id_fk" FOREIGN KEY ("county","parcel_id") REFERENCES "public"."land_parcel"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_contract" ADD CONSTRAINT "land_contract_county_parcel_id_land_parcel_county_id_fk" FOREIGN KEY ("county","parcel_id") REFERENCES "public"."land_parcel"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_contract" ADD CONSTRAINT "land_contract_county_organisation_id_organisation_county_id_fk" FOREIGN KEY ("county","organisation_id") REFERENCES "public"."organisation"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_duty" ADD CONSTRAINT "land_duty_county_organisation_id_organisation_county_id_fk" FOREIGN KEY ("county","organisation_id") REFERENCES "public"."organisation"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_emission_year" ADD CONSTRAINT "land_emission_year_county_organisation_id_land_enterprise_county_organisation_id_fk" FOREIGN KEY ("county","organisation_id") REFERENCES "public"."land_enterprise"("county","organisation_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_energy_year" ADD CONSTRAINT "land_energy_year_county_organisation_id_land_enterprise_county_organisation_id_fk" FOREIGN KEY ("county","organisation_id") REFERENCES "public"."land_enterprise"("county","organisation_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_enterprise" ADD CONSTRAINT "land_enterprise_county_organisation_id_organisation_county_id_fk" FOREIGN KEY ("county","organisation_id") REFERENCES "public"."organisation"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_evaluation_result" ADD CONSTRAINT "land_evaluation_result_county_evaluation_id_land_evaluation_county_id_fk" FOREIGN KEY ("county","evaluation_id") REFERENCES "public"."land_evaluation"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_evaluation_result" ADD CONSTRAINT "land_evaluation_result_county_organisation_id_land_enterprise_county_organisation_id_fk" FOREIGN KEY ("county","organisation_id") REFERENCES "public"."land_enterprise"("county","organisation_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_finding" ADD CONSTRAINT "land_finding_county_organisation_id_land_enterprise_county_organisation_id_fk" FOREIGN KEY ("county","organisation_id") REFERENCES "public"."land_enterprise"("county","organisation_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_idle_case" ADD CONSTRAINT "land_idle_case_county_contract_id_land_contract_county_id_fk" FOREIGN KEY ("county","contract_id") REFERENCES "public"."land_contract"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_idle_case" ADD CONSTRAINT "land_idle_case_county_parcel_id_land_parcel_county_id_fk" FOREIGN KEY ("county","parcel_id") REFERENCES "public"."land_parcel"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_idle_document" ADD CONSTRAINT "land_idle_document_county_idle_case_id_land_idle_case_county_id_fk" FOREIGN KEY ("county","idle_case_id") REFERENCES "public"."land_idle_case"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_layer_version" ADD CONSTRAINT "land_layer_version_county_layer_id_land_layer_county_id_fk" FOREIGN KEY ("county","layer_id") REFERENCES "public"."land_layer"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_objection" ADD CONSTRAINT "land_objection_county_evaluation_id_organisation_id_land_evaluation_result_county_evaluation_id_organisation_id_fk" FOREIGN KEY ("county","evaluation_id","organisation_id") REFERENCES "public"."land_evaluation_result"("county","evaluation_id","organisation_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_occupancy" ADD CONSTRAINT "land_occupancy_county_organisation_id_land_enterprise_county_organisation_id_fk" FOREIGN KEY ("county","organisation_id") REFERENCES "public"."land_enterprise"("county","organisation_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_occupancy" ADD CONSTRAINT "land_occupancy_county_parcel_id_land_parcel_county_id_fk" FOREIGN KEY ("county","parcel_id") REFERENCES "public"."land_parcel"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_output_year" ADD CONSTRAINT "land_output_year_county_organisation_id_land_enterprise_county_organisation_id_fk" FOREIGN KEY ("county","organisation_id") REFERENCES "public"."land_enterprise"("county","organisation_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_parcel_origin" ADD CONSTRAINT "land_parcel_origin_county_parcel_id_land_parcel_county_id_fk" FOREIGN KEY ("county","parcel_id") REFERENCES "public"."land_parcel"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_parcel_origin" ADD CONSTRAINT "land_parcel_origin_county_parent_id_land_parcel_county_id_fk" FOREIGN KEY ("county","parent_id") REFERENCES "public"."land_parcel"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_progress" ADD CONSTRAINT "land_progress_county_task_id_land_task_county_id_fk" FOREIGN KEY ("county","task_id") REFERENCES "public"."land_task"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_search" ADD CONSTRAINT "land_search_county_need_id_land_need_county_id_fk" FOREIGN KEY ("county","need_id") REFERENCES "public"."land_need"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_task" ADD CONSTRAINT "land_task_county_year_land_task_list_county_year_fk" FOREIGN KEY ("county","year") REFERENCES "public"."land_task_list"("county","year") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_task" ADD CONSTRAINT "land_task_county_parcel_id_land_parcel_county_id_fk" FOREIGN KEY ("county","parcel_id") REFERENCES "public"."land_parcel"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_task" ADD CONSTRAINT "land_task_county_organisation_id_land_enterprise_county_organisation_id_fk" FOREIGN KEY ("county","organisation_id") REFERENCES "public"."land_enterprise"("county","organisation_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_task_photo" ADD CONSTRAINT "land_task_photo_county_task_id_land_task_county_id_fk" FOREIGN KEY ("county","task_id") REFERENCES "public"."land_task"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_tax_year" ADD CONSTRAINT "land_tax_year_county_organisation_id_land_enterprise_county_organisation_id_fk" FOREIGN KEY ("county","organisation_id") REFERENCES "public"."land_enterprise"("county","organisation_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_verdict" ADD CONSTRAINT "land_verdict_county_layer_id_land_layer_county_id_fk" FOREIGN KEY ("county","layer_id") REFERENCES "public"."land_layer"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_verdict" ADD CONSTRAINT "land_verdict_county_version_id_land_verdict_run_county_version_id_fk" FOREIGN KEY ("county","version_id") REFERENCES "public"."land_verdict_run"("county","version_id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "land_verdict" ADD CONSTRAINT "land_verdict_county_parcel_id_land_parcel_county_id_fk" FOREIGN KEY ("county","parcel_id") REFERENCES "public"."land_parcel"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_verdict_run" ADD CONSTRAINT "land_verdict_run_county_version_id_land_layer_version_county_id_fk" FOREIGN KEY ("county","version_id") REFERENCES "public"."land_layer_version"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "land_zone" ADD CONSTRAINT "land_zone_county_version_id_land_layer_version_county_id_fk" FOREIGN KEY ("county","version_id") REFERENCES "public"."land_layer_version"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "consultation_comment" ADD CONSTRAINT "consultation_comment_county_consultation_id_consultation_county_id_fk" FOREIGN KEY ("county","consultation_id") REFERENCES "public"."consultation"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_county_target_id_target_county_id_fk" FOREIGN KEY ("county","target_id") REFERENCES "public"."target"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "project_fund" ADD CONSTRAINT "project_fund_county_project_id_project_county_id_fk" FOREIGN KEY ("county","project_id") REFERENCES "public"."project"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "project_node" ADD CONSTRAINT "project_node_county_project_id_project_county_id_fk" FOREIGN KEY ("county","project_id") REFERENCES "public"."project"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "project_payment" ADD CONSTRAINT "project_payment_county_fund_id_project_fund_county_id_fk" FOREIGN KEY ("county","fund_id") REFERENCES "public"."project_fund"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "project_receipt" ADD CONSTRAINT "project_receipt_county_fund_id_project_fund_county_id_fk" FOREIGN KEY ("county","fund_id") REFERENCES "public"."project_fund"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "reform_department" ADD CONSTRAINT "reform_department_county_year_reform_no_reform_county_year_no_fk" FOREIGN KEY ("county","year","reform_no") REFERENCES "public"."reform"("county","year","no") ON DELETE no action ON UPDATE no action;
ALTER TABLE "reform_item" ADD CONSTRAINT "reform_item_county_year_reform_no_reform_county_year_no_fk" FOREIGN KEY ("county","year","reform_no") REFERENCES "public"."reform"("county","year","no") ON DELETE no action ON UPDATE no action;
ALTER TABLE "settlement_audit" ADD CONSTRAINT "settlement_audit_county_project_id_project_county_id_fk" FOREIGN KEY ("county","project_id") REFERENCES "public"."project"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "site_photo" ADD CONSTRAINT "site_photo_county_project_id_node_no_project_node_county_project_id_no_fk" FOREIGN KEY ("county","project_id","node_no") REFERENCES "public"."project_node"("county","project_id","no") ON DELETE no action ON UPDATE no action;
ALTER TABLE "target" ADD CONSTRAINT "target_county_year_reform_no_reform_county_year_no_fk" FOREIGN KEY ("county","year","reform_no") REFERENCES "public"."reform"("county","year","no") ON DELETE no action ON UPDATE no action;
ALTER TABLE "target_extension" ADD CONSTRAINT "target_extension_county_target_id_target_county_id_fk" FOREIGN KEY ("county","target_id") REFERENCES "public"."target"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "case_deadline" ADD CONSTRAINT "case_deadline_county_case_id_case_county_id_fk" FOREIGN KEY ("county","case_id") REFERENCES "public"."case"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_county_case_id_case_county_id_fk" FOREIGN KEY ("county","case_id") REFERENCES "public"."case"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "case_material" ADD CONSTRAINT "case_material_county_case_id_case_county_id_fk" FOREIGN KEY ("county","case_id") REFERENCES "public"."case"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "case_turn" ADD CONSTRAINT "case_turn_county_case_id_case_county_id_fk" FOREIGN KEY ("county","case_id") REFERENCES "public"."case"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "auth"."account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "auth"."session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "auth"."two_factor" ADD CONSTRAINT "two_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_county_message_id_message_county_id_fk" FOREIGN KEY ("county","message_id") REFERENCES "public"."message"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_county_message_id_message_county_id_fk" FOREIGN KEY ("county","message_id") REFERENCES "public"."message"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "consent" ADD CONSTRAINT "consent_county_person_id_person_county_id_fk" FOREIGN KEY ("county","person_id") REFERENCES "public"."person"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "consent" ADD CONSTRAINT "consent_county_controller_id_organisation_county_id_fk" FOREIGN KEY ("county","controller_id") REFERENCES "public"."organisation"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "household_member" ADD CONSTRAINT "household_member_county_household_id_household_county_id_fk" FOREIGN KEY ("county","household_id") REFERENCES "public"."household"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "household_member" ADD CONSTRAINT "household_member_county_person_id_person_county_id_fk" FOREIGN KEY ("county","person_id") REFERENCES "public"."person"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_county_parent_id_organisation_county_id_fk" FOREIGN KEY ("county","parent_id") REFERENCES "public"."organisation"("county","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "village" ADD CONSTRAINT "village_county_town_code_town_county_code_fk" FOREIGN KEY ("county","town_code") REFERENCES "public"."town"("county","code") ON DELETE no action ON UPDATE no action;
CREATE UNIQUE INDEX "invoice_reused" ON "asset_evidence" USING btree ("county","document_no") WHERE kind = 'invoice';
CREATE INDEX "asset_valuation_day" ON "asset_valuation" USING btree ("county","as_of");
CREATE INDEX "family_access_household" ON "family_access" USING btree ("county","household_id","at");
CREATE INDEX "family_asset_household" ON "family_asset" USING btree ("county","household_id");
CREATE UNIQUE INDEX "asset_already_pooled" ON "family_asset" USING btree ("county","register_key") WHERE ended_on IS NULL;
CREATE INDEX "family_dispute_household" ON "family_dispute" USING btree ("county","household_id");
CREATE UNIQUE INDEX "family_dispute_open" ON "family_dispute" USING btree ("county","subject","subject_id") WHERE state IN ('raised', 'marked');
CREATE INDEX "family_liability_household" ON "family_liability" USING btree ("county","household_id");
CREATE INDEX "family_score_household" ON "family_score_result" USING btree ("county","household_id","as_of");
CREATE INDEX "family_sheet_household" ON "family_sheet" USING btree ("county","household_id","as_of");
CREATE INDEX "loan_application_household" ON "loan_application" USING btree ("county","household_id");
CREATE INDEX "loan_application_disbursed" ON "loan_application" USING btree ("county","disbursed_on");
CREATE INDEX "loan_contract_household" ON "loan_contract" USING btree ("county","household_id");
CREATE UNIQUE INDEX "loan_event_reversal" ON "loan_event" USING btree ("county","contract_id","reverses_no") WHERE reverses_no IS NOT NULL;
CREATE INDEX "loan_event_effective" ON "loan_event" USING btree ("county","effective_on");
CREATE UNIQUE INDEX "loan_product_name" ON "loan_product" USING btree ("county","bank_id","name") WHERE state <> 'rejected';
CREATE INDEX "negative_record_purge" ON "negative_record" USING btree ("county","purge_on");
CREATE INDEX "outbound_receipt_entry" ON "outbound_receipt" USING btree ("county","entry_id");
CREATE UNIQUE INDEX "renewal_request_open" ON "renewal_request" USING btree ("county","contract_id") WHERE state IN ('asked', 'approved');
CREATE UNIQUE INDEX "review_round_open" ON "review_round" USING btree ("county","village_code") WHERE state = 'open';
CREATE UNIQUE INDEX "score_model_champion" ON "score_model" USING btree ("county","bank_id") WHERE state = 'champion';
CREATE INDEX "service_need_day" ON "service_need" USING btree ("county","asked_on");
CREATE UNIQUE INDEX "whitelist_entry_live" ON "whitelist_entry" USING btree ("county","bank_id","household_id") WHERE state = 'active';
CREATE INDEX "land_analysis_issued" ON "land_analysis" USING btree ("county","issued_on");
CREATE INDEX "land_analysis_site_gist" ON "land_analysis" USING gist ("site");
CREATE INDEX "land_available_site_pool" ON "land_available_site" USING btree ("county","pool");
CREATE INDEX "land_contract_parcel" ON "land_contract" USING btree ("county","parcel_id");
CREATE INDEX "land_enterprise_town" ON "land_enterprise" USING btree ("county","town_code");
CREATE INDEX "land_evaluation_result_firm" ON "land_evaluation_result" USING btree ("county","organisation_id");
CREATE INDEX "land_facility_position_gist" ON "land_facility" USING gist ("position");
CREATE INDEX "land_idle_case_parcel" ON "land_idle_case" USING btree ("county","parcel_id");
CREATE INDEX "land_idle_document_case" ON "land_idle_document" USING btree ("county","idle_case_id");
CREATE INDEX "land_occupancy_firm" ON "land_occupancy" USING btree ("county","organisation_id");
CREATE INDEX "land_occupancy_parcel" ON "land_occupancy" USING btree ("county","parcel_id");
CREATE INDEX "land_parcel_town" ON "land_parcel" USING btree ("county","town_code");
CREATE INDEX "land_parcel_boundary_gist" ON "land_parcel" USING gist ("boundary");
CREATE INDEX "land_progress_task" ON "land_progress" USING btree ("county","task_id","on_day");
CREATE INDEX "land_search_need" ON "land_search" USING btree ("county","need_id");
CREATE INDEX "land_supply_year" ON "land_supply" USING btree ("county","year");
CREATE INDEX "land_task_town" ON "land_task" USING btree ("county","town_code");
CREATE INDEX "land_task_firm" ON "land_task" USING btree ("county","organisation_id");
CREATE INDEX "land_task_photo_task" ON "land_task_photo" USING btree ("county","task_id");
CREATE INDEX "land_verdict_parcel" ON "land_verdict" USING btree ("county","parcel_id");
CREATE INDEX "land_zone_shape_gist" ON "land_zone" USING gist ("shape");
CREATE INDEX "consultation_comment_list" ON "consultation_comment" USING btree ("county","consultation_id","made_on");
CREATE INDEX "evidence_target" ON "evidence" USING btree ("county","target_id");
CREATE INDEX "evidence_newest" ON "evidence" USING btree ("county","dated_on" DESC NULLS FIRST,"id");
CREATE INDEX "reform_department_organisation" ON "reform_department" USING btree ("county","organisation_id");
CREATE INDEX "supervision_notice_organisation" ON "supervision_notice" USING btree ("county","organisation_id");
CREATE INDEX "target_extension_target" ON "target_extension" USING btree ("county","target_id");
CREATE UNIQUE INDEX "audit_link_log" ON "audit_link" USING btree ("county","log_id");
CREATE INDEX "audit_log_table" ON "audit_log" USING btree ("county","table_name","id");
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("county","actor","at");
CREATE INDEX "case_deadline_due" ON "case_deadline" USING btree ("county","due_on") WHERE status = 'running';
CREATE INDEX "case_list" ON "case" USING btree ("county","type","opened_at","id");
CREATE INDEX "case_recent" ON "case" USING btree ("county","opened_at","id");
CREATE INDEX "case_subject" ON "case" USING btree ("county","subject_table","subject_id");
CREATE INDEX "case_turn_case" ON "case_turn" USING btree ("county","case_id");
CREATE INDEX "file_digest" ON "file" USING btree ("county","digest");
CREATE INDEX "idempotency_key_expires" ON "idempotency_key" USING btree ("county","expires_at");
CREATE INDEX "account_user" ON "auth"."account" USING btree ("user_id");
CREATE INDEX "account_provider" ON "auth"."account" USING btree ("provider_id","account_id");
CREATE INDEX "session_user" ON "auth"."session" USING btree ("user_id");
CREATE INDEX "two_factor_user" ON "auth"."two_factor" USING btree ("user_id");
CREATE INDEX "verification_identifier" ON "auth"."verification" USING btree ("identifier");
CREATE INDEX "deputy_to" ON "deputy" USING btree ("county","to_account");
CREATE INDEX "membership_account" ON "membership" USING btree ("county","account");
CREATE INDEX "sign_in_event_at" ON "sign_in_event" USING btree ("county","at");
CREATE INDEX "sign_in_event_account" ON "sign_in_event" USING btree ("county","account");
CREATE INDEX "job_run_recent" ON "job_run" USING btree ("county","created_at","id");
CREATE INDEX "job_run_job" ON "job_run" USING btree ("county","job","created_at");
CREATE INDEX "delivery_inbox" ON "delivery" USING btree ("county","recipient","created_at","message_id") WHERE channel = 'inbox';
CREATE INDEX "delivery_waiting" ON "delivery" USING btree ("county","created_at") WHERE state = 'waiting';
CREATE UNIQUE INDEX "message_topic" ON "message" USING btree ("county","topic") WHERE topic IS NOT NULL;
CREATE INDEX "message_next" ON "message" USING btree ("county","next_at") WHERE next_at IS NOT NULL;
CREATE INDEX "device_place_gist" ON "device" USING gist ("place");
CREATE INDEX "series_thing" ON "series" USING btree ("county","thing","kind");
CREATE INDEX "consent_person" ON "consent" USING btree ("county","person_id");
CREATE INDEX "county_boundary_gist" ON "county" USING gist ("boundary");
CREATE INDEX "household_area" ON "household" USING btree ("county","area_code");
CREATE INDEX "household_member_person" ON "household_member" USING btree ("county","person_id");
CREATE INDEX "organisation_parent" ON "organisation" USING btree ("county","parent_id");
CREATE INDEX "person_mobile" ON "person" USING btree ("county","mobile_hash");
CREATE INDEX "person_area" ON "person" USING btree ("county","area_code");
CREATE INDEX "town_seat_gist" ON "town" USING gist ("seat");
CREATE INDEX "town_territory_gist" ON "town" USING gist ("territory");
CREATE INDEX "village_seat_gist" ON "village" USING gist ("seat");
CREATE INDEX "rule_table_version_effective" ON "rule_table_version" USING btree ("county","table_name","effective_from");
CREATE POLICY "county_wall" ON "asset_evidence" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("asset_evidence"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("asset_evidence"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "asset_evidence" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM family_asset a WHERE a.county = asset_evidence.county AND a.id = asset_evidence.asset_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "asset_evidence" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (((('finance.own.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'finance.asset.value' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) AND EXISTS (SELECT 1 FROM family_asset a WHERE a.county = asset_evidence.county AND a.id = asset_evidence.asset_id)) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "asset_evidence" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "asset_evidence" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "asset_evidence" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "asset_valuation" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("asset_valuation"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("asset_valuation"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "asset_valuation" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM family_asset a WHERE a.county = asset_valuation.county AND a.id = asset_valuation.asset_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "asset_valuation" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.asset.value' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM family_asset a WHERE a.county = asset_valuation.county AND a.id = asset_valuation.asset_id)) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "asset_valuation" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.asset.value' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM family_asset a WHERE a.county = asset_valuation.county AND a.id = asset_valuation.asset_id)) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.asset.value' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM family_asset a WHERE a.county = asset_valuation.county AND a.id = asset_valuation.asset_id)) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "asset_valuation" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('finance.asset.value' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM family_asset a WHERE a.county = asset_valuation.county AND a.id = asset_valuation.asset_id)) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "asset_valuation" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "family_access" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("family_access"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("family_access"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "family_access" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("family_access"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR "family_access"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "family_access" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.family.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_access"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "family_access" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "family_access" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "family_access" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "family_asset" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("family_asset"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("family_asset"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "family_asset" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((((("family_asset"."household_id"::text = nullif(current_setting('gongfu.household', true), '') AND family_asset.category <> 'deposits') OR "family_asset"."person_id"::text = nullif(current_setting('gongfu.person', true), '')) OR ('finance.family.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM consent k WHERE k.county = family_asset.county AND k.person_id = family_asset.person_id
    AND k.controller_id::text = nullif(current_setting('gongfu.organisation', true), '')
    AND k.withdrawn_at IS NULL AND k.valid_from <= now() AND k.valid_until > now()
    AND 'credit' = ANY (k.purposes) AND family_asset.category = ANY (k.data_categories)))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "family_asset" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (((("family_asset"."household_id"::text = nullif(current_setting('gongfu.household', true), '') AND family_asset.category <> 'deposits') OR "family_asset"."person_id"::text = nullif(current_setting('gongfu.person', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "family_asset" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((((("family_asset"."household_id"::text = nullif(current_setting('gongfu.household', true), '') AND family_asset.category <> 'deposits') OR "family_asset"."person_id"::text = nullif(current_setting('gongfu.person', true), '')) OR ('finance.asset.value' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM consent k WHERE k.county = family_asset.county AND k.person_id = family_asset.person_id
    AND k.controller_id::text = nullif(current_setting('gongfu.organisation', true), '')
    AND k.withdrawn_at IS NULL AND k.valid_from <= now() AND k.valid_until > now()
    AND 'credit' = ANY (k.purposes) AND family_asset.category = ANY (k.data_categories)))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((((("family_asset"."household_id"::text = nullif(current_setting('gongfu.household', true), '') AND family_asset.category <> 'deposits') OR "family_asset"."person_id"::text = nullif(current_setting('gongfu.person', true), '')) OR ('finance.asset.value' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM consent k WHERE k.county = family_asset.county AND k.person_id = family_asset.person_id
    AND k.controller_id::text = nullif(current_setting('gongfu.organisation', true), '')
    AND k.withdrawn_at IS NULL AND k.valid_from <= now() AND k.valid_until > now()
    AND 'credit' = ANY (k.purposes) AND family_asset.category = ANY (k.data_categories)))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "family_asset" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "family_asset" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "family_dispute" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("family_dispute"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("family_dispute"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "family_dispute" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("family_dispute"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR "family_dispute"."handler_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "family_dispute" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("family_dispute"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "family_dispute" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((("family_dispute"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR ('finance.dispute.resolve' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_dispute"."handler_id"::text = nullif(current_setting('gongfu.organisation', true), ''))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((("family_dispute"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR ('finance.dispute.resolve' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_dispute"."handler_id"::text = nullif(current_setting('gongfu.organisation', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "family_dispute" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "family_dispute" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "family_honour" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("family_honour"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("family_honour"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "family_honour" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("family_honour"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR ('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("family_honour"."village_code", nullif(current_setting('gongfu.area', true), ''))) OR ('finance.family.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_honour"."state" = 'confirmed' AND EXISTS (SELECT 1 FROM consent k WHERE k.county = family_honour.county AND k.person_id = family_honour.person_id
    AND k.controller_id::text = nullif(current_setting('gongfu.organisation', true), '')
    AND k.withdrawn_at IS NULL AND k.valid_from <= now() AND k.valid_until > now()
    AND 'credit' = ANY (k.purposes) AND 'honours' = ANY (k.data_categories)))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "family_honour" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (((("family_honour"."household_id"::text = nullif(current_setting('gongfu.household', true), '') AND "family_honour"."state" = 'claimed') OR ('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("family_honour"."village_code", nullif(current_setting('gongfu.area', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "family_honour" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("family_honour"."village_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("family_honour"."village_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "family_honour" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "family_honour" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "family_income" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("family_income"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("family_income"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "family_income" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("family_income"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR ('finance.family.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM consent k WHERE k.county = family_income.county AND k.person_id = family_income.person_id
    AND k.controller_id::text = nullif(current_setting('gongfu.organisation', true), '')
    AND k.withdrawn_at IS NULL AND k.valid_from <= now() AND k.valid_until > now()
    AND 'credit' = ANY (k.purposes) AND 'income' = ANY (k.data_categories)))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "family_income" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("family_income"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "family_income" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (("family_income"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (("family_income"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "family_income" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (("family_income"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "family_income" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "family_liability" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("family_liability"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("family_liability"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "family_liability" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("family_liability"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR ('finance.family.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM consent k WHERE k.county = family_liability.county AND k.person_id = family_liability.person_id
    AND k.controller_id::text = nullif(current_setting('gongfu.organisation', true), '')
    AND k.withdrawn_at IS NULL AND k.valid_from <= now() AND k.valid_until > now()
    AND 'credit' = ANY (k.purposes) AND 'liabilities' = ANY (k.data_categories)))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "family_liability" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("family_liability"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "family_liability" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (("family_liability"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (("family_liability"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "family_liability" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (("family_liability"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "family_liability" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "family_member" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("family_member"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("family_member"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "family_member" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("family_member"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR ('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("family_member"."village_code", nullif(current_setting('gongfu.area', true), ''))) OR ('finance.family.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM consent k WHERE k.county = family_member.county AND k.person_id = family_member.person_id
    AND k.controller_id::text = nullif(current_setting('gongfu.organisation', true), '')
    AND k.withdrawn_at IS NULL AND k.valid_from <= now() AND k.valid_until > now()
    AND 'credit' = ANY (k.purposes) AND 'family' = ANY (k.data_categories)))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "family_member" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((("family_member"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR ('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("family_member"."village_code", nullif(current_setting('gongfu.area', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "family_member" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((("family_member"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR ('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("family_member"."village_code", nullif(current_setting('gongfu.area', true), '')))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((("family_member"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR ('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("family_member"."village_code", nullif(current_setting('gongfu.area', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "family_member" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((("family_member"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR ('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("family_member"."village_code", nullif(current_setting('gongfu.area', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "family_member" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "family_score_result" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("family_score_result"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("family_score_result"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "family_score_result" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_score_result"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "family_score_result"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "family_score_result" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_score_result"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "family_score_result" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_score_result"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_score_result"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "family_score_result" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_score_result"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "family_score_result" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "family_sheet" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("family_sheet"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("family_sheet"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "family_sheet" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_sheet"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "family_sheet"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "family_sheet" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_sheet"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "family_sheet" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_sheet"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_sheet"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "family_sheet" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "family_sheet"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "family_sheet" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "loan_application" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("loan_application"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("loan_application"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "loan_application" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_application"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "loan_application"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "loan_application" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_application"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "loan_application"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "loan_application" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_application"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "loan_application"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_application"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "loan_application"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "loan_application" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_application"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "loan_application"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "loan_application" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "loan_contract" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("loan_contract"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("loan_contract"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "loan_contract" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('finance.contract.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_contract"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "loan_contract"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR 'finance.contract.audit' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "loan_contract" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.contract.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_contract"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "loan_contract" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "loan_contract" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "loan_contract" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "loan_day" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("loan_day"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("loan_day"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "loan_day" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((('finance.contract.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_day"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "loan_day" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "loan_day" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "loan_day" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "loan_day" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "loan_event" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("loan_event"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("loan_event"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "loan_event" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM loan_contract c WHERE c.county = loan_event.county AND c.id = loan_event.contract_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "loan_event" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.contract.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM loan_contract c WHERE c.county = loan_event.county AND c.id = loan_event.contract_id)) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "loan_event" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "loan_event" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "loan_event" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "loan_product" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("loan_product"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("loan_product"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "loan_product" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_product"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "loan_product"."state" IN ('published', 'ended')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "loan_product" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_product"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "loan_product" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_product"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_product"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "loan_product" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "loan_product"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "loan_product" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "negative_purge" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("negative_purge"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("negative_purge"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "negative_purge" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((('platform.audit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'finance.negative.supply' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "negative_purge" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "negative_purge" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "negative_purge" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "negative_purge" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "negative_record" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("negative_record"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("negative_record"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "negative_record" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("negative_record"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR "negative_record"."supplier_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR ('finance.family.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "negative_record"."supplied_on" IS NOT NULL AND EXISTS (SELECT 1 FROM consent k WHERE k.county = negative_record.county AND k.person_id = negative_record.person_id
    AND k.controller_id::text = nullif(current_setting('gongfu.organisation', true), '')
    AND k.withdrawn_at IS NULL AND k.valid_from <= now() AND k.valid_until > now()
    AND 'credit' = ANY (k.purposes) AND 'honours' = ANY (k.data_categories)))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "negative_record" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.negative.supply' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "negative_record"."supplier_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "negative_record" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (((('finance.negative.supply' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "negative_record"."supplier_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "negative_record"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (((('finance.negative.supply' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "negative_record"."supplier_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "negative_record"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "negative_record" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "negative_record" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "outbound_batch" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("outbound_batch"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("outbound_batch"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "outbound_batch" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "outbound_batch"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "outbound_batch" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "outbound_batch"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "outbound_batch" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "outbound_batch"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "outbound_batch"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "outbound_batch" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "outbound_batch"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "outbound_batch" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "outbound_receipt" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("outbound_receipt"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("outbound_receipt"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "outbound_receipt" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "outbound_receipt"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "outbound_receipt" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "outbound_receipt"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "outbound_receipt" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "outbound_receipt"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "outbound_receipt"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "outbound_receipt" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "outbound_receipt"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "outbound_receipt" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "policy_pool" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("policy_pool"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("policy_pool"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "policy_pool" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "policy_pool"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR 'finance.policy.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "policy_pool" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('finance.policy.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "policy_pool" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('finance.policy.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('finance.policy.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "policy_pool" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('finance.policy.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "policy_pool" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "renewal_request" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("renewal_request"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("renewal_request"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "renewal_request" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "renewal_request"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "renewal_request"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "renewal_request" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "renewal_request"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "renewal_request"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "renewal_request" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "renewal_request"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "renewal_request"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "renewal_request"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "renewal_request"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "renewal_request" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "renewal_request"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "renewal_request"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "renewal_request" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "review_round" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("review_round"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("review_round"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "review_round" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "review_round" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("review_round"."village_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "review_round" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("review_round"."village_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("review_round"."village_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "review_round" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("review_round"."village_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "review_round" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "risk_review" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("risk_review"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("risk_review"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "risk_review" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((('finance.contract.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "risk_review"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "risk_review" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.contract.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "risk_review"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "risk_review" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "risk_review" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "risk_review" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "score_model" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("score_model"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("score_model"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "score_model" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "score_model"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "score_model" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "score_model"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "score_model" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "score_model"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "score_model"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "score_model" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "score_model"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "score_model" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "service_enrolment" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("service_enrolment"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("service_enrolment"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "service_enrolment" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "service_enrolment"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "service_enrolment"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "service_enrolment" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "service_enrolment"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "service_enrolment" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "service_enrolment"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "service_enrolment"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "service_enrolment" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "service_enrolment"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "service_enrolment" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "service_need" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("service_need"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("service_need"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "service_need" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "service_need"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "service_need"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "service_need" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("service_need"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "service_need" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "service_need"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "service_need"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "service_need" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "service_need" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "village_review" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("village_review"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("village_review"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "village_review" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("village_review"."village_code", nullif(current_setting('gongfu.area', true), ''))) OR ('finance.family.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM family_member m JOIN consent k ON k.county = m.county AND k.person_id = m.person_id
    WHERE m.county = village_review.county AND m.household_id = village_review.household_id
    AND k.controller_id::text = nullif(current_setting('gongfu.organisation', true), '')
    AND k.withdrawn_at IS NULL AND k.valid_from <= now() AND k.valid_until > now()
    AND 'credit' = ANY (k.purposes) AND 'honours' = ANY (k.data_categories)))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "village_review" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.village.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("village_review"."village_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "village_review" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "village_review" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "village_review" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "whitelist_batch" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("whitelist_batch"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("whitelist_batch"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "whitelist_batch" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "whitelist_batch"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "whitelist_batch" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "whitelist_batch"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "whitelist_batch" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "whitelist_batch"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "whitelist_batch"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "whitelist_batch" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "whitelist_batch"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "whitelist_batch" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "whitelist_entry" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("whitelist_entry"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("whitelist_entry"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "whitelist_entry" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('finance.credit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "whitelist_entry"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR "whitelist_entry"."household_id"::text = nullif(current_setting('gongfu.household', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "whitelist_entry" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "whitelist_entry"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "whitelist_entry" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "whitelist_entry"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "whitelist_entry"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "whitelist_entry" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('finance.credit.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "whitelist_entry"."bank_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "whitelist_entry" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_acceptance" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_acceptance"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_acceptance"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_acceptance" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM land_task t WHERE t.county = land_acceptance.county AND t.id = land_acceptance.task_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_acceptance" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.task.inspect' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy', 'resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_acceptance" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.task.inspect' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy', 'resources'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.task.inspect' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy', 'resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_acceptance" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.task.inspect' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy', 'resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_acceptance" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_agreement" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_agreement"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_agreement"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_agreement" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM land_task t WHERE t.county = land_agreement.county AND t.id = land_agreement.task_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_agreement" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR ('land.task.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'land.agreement.sign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_agreement" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR ('land.task.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'land.agreement.sign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR ('land.task.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'land.agreement.sign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_agreement" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR ('land.task.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'land.agreement.sign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_agreement" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_analysis" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_analysis"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_analysis"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_analysis" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('land.analysis.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_analysis" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('land.analysis.make' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_analysis" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (((('land.analysis.make' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_analysis"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR ('land.analysis.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources')))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (((('land.analysis.make' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_analysis"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR ('land.analysis.review' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_analysis" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "land_analysis" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_app_launch" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_app_launch"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_app_launch"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_app_launch" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_app_launch" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.app.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('data', 'economy', 'resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_app_launch" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.app.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('data', 'economy', 'resources'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.app.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('data', 'economy', 'resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_app_launch" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.app.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('data', 'economy', 'resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_app_launch" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_assessment" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_assessment"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_assessment"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_assessment" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((('land.assessment.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR "land_assessment"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_assessment" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (((('land.assessment.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR 'land.assessment.approve' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_assessment" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (((('land.assessment.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR 'land.assessment.approve' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (((('land.assessment.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR 'land.assessment.approve' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_assessment" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (((('land.assessment.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR 'land.assessment.approve' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_assessment" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_available_site" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_available_site"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_available_site"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_available_site" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_available_site" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.site.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy', 'promotion'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_available_site" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.site.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy', 'promotion'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.site.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy', 'promotion'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_available_site" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.site.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy', 'promotion'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_available_site" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_building" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_building"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_building"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_building" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((('land.parcel.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR (EXISTS (SELECT 1 FROM land_occupancy o WHERE o.county = land_building.county AND o.parcel_id = land_building.parcel_id
      AND o.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')) OR EXISTS (SELECT 1 FROM land_contract o WHERE o.county = land_building.county AND o.parcel_id = land_building.parcel_id
      AND o.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_building" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_building" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_building" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_building" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_contract" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_contract"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_contract"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_contract" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('land.idle.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("land_contract"."town_code", nullif(current_setting('gongfu.area', true), ''))) OR "land_contract"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_contract" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.idle.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_contract" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.idle.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.idle.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_contract" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.idle.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_contract" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_dem_tile" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_dem_tile"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_dem_tile"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_dem_tile" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_dem_tile" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_dem_tile" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_dem_tile" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_dem_tile" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_duty" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_duty"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_duty"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_duty" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_duty" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('land.duty.assign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_duty" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('land.duty.assign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('land.duty.assign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_duty" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('land.duty.assign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_duty" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_emission_year" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_emission_year"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_emission_year"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_emission_year" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("land_emission_year"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR "land_emission_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') OR 'land.figure.oversee' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('land.figure.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_emission_year" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_emission_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('ecology', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_emission_year" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_emission_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('ecology', 'economy'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_emission_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('ecology', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_emission_year" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_emission_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('ecology', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_emission_year" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_energy_year" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_energy_year"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_energy_year"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_energy_year" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("land_energy_year"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR "land_energy_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') OR 'land.figure.oversee' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('land.figure.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_energy_year" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_energy_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('power', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_energy_year" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_energy_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('power', 'economy'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_energy_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('power', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_energy_year" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_energy_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('power', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_energy_year" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_enterprise" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_enterprise"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_enterprise"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_enterprise" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('land.parcel.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("land_enterprise"."town_code", nullif(current_setting('gongfu.area', true), ''))) OR "land_enterprise"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_enterprise" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.enterprise.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_enterprise" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.enterprise.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.enterprise.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_enterprise" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.enterprise.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_enterprise" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_evaluation" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_evaluation"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_evaluation"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_evaluation" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_evaluation" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.evaluation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_evaluation" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.evaluation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.evaluation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_evaluation" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.evaluation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_evaluation" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "land_evaluation" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING ("land_evaluation"."state" = 'published');
CREATE POLICY "county_wall" ON "land_evaluation_result" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_evaluation_result"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_evaluation_result"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_evaluation_result" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("land_evaluation_result"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR 'land.figure.oversee' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('land.figure.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_evaluation_result" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.evaluation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_evaluation_result" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "land_evaluation_result" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "land_evaluation_result" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_facility" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_facility"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_facility"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_facility" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_facility" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.site.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy', 'promotion'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_facility" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.site.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy', 'promotion'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.site.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy', 'promotion'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_facility" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.site.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy', 'promotion'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_facility" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_finding" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_finding"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_finding"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_finding" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("land_finding"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR 'land.figure.oversee' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('land.figure.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_finding" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_finding" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_finding" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_finding" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_idle_case" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_idle_case"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_idle_case"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_idle_case" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('land.idle.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("land_idle_case"."town_code", nullif(current_setting('gongfu.area', true), ''))) OR "land_idle_case"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_idle_case" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.idle.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_idle_case" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (((('land.idle.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR 'land.idle.approve' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('land.idle.answer' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_idle_case"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), ''))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (((('land.idle.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR 'land.idle.approve' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('land.idle.answer' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_idle_case"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_idle_case" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "land_idle_case" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_idle_document" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_idle_document"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_idle_document"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_idle_document" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM land_idle_case c WHERE c.county = land_idle_document.county AND c.id = land_idle_document.idle_case_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_idle_document" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (((('land.idle.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR 'land.idle.answer' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_idle_document" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.idle.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.idle.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_idle_document" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "land_idle_document" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_import" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_import"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_import"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_import" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR ('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_import" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR ('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_import" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR ('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources')))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR ('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_import" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR ('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_import" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_import_template" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_import_template"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_import_template"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_import_template" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR ('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_import_template" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR ('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_import_template" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR ('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources')))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR ('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_import_template" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR ('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_import_template" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_layer" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_layer"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_layer"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_layer" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_layer" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_layer" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_layer" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_layer" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_layer_version" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_layer_version"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_layer_version"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_layer_version" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_layer_version" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_layer_version" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_layer_version" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_layer_version" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_need" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_need"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_need"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_need" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('land.analysis.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_need" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('land.analysis.make' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_need" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('land.analysis.make' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('land.analysis.make' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_need" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('land.analysis.make' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_need" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_objection" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_objection"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_objection"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_objection" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("land_objection"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR ('land.evaluation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR 'land.figure.oversee' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_objection" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.evaluation.object' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_objection"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_objection" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.evaluation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.evaluation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_objection" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "land_objection" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_occupancy" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_occupancy"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_occupancy"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_occupancy" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((('land.parcel.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR "land_occupancy"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_occupancy" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.enterprise.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy', 'resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_occupancy" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.enterprise.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy', 'resources'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.enterprise.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy', 'resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_occupancy" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.enterprise.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy', 'resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_occupancy" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_output_year" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_output_year"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_output_year"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_output_year" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("land_output_year"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR "land_output_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') OR 'land.figure.oversee' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('land.figure.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_output_year" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_output_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('statistics', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_output_year" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_output_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('statistics', 'economy'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_output_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('statistics', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_output_year" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_output_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('statistics', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_output_year" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_parcel" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_parcel"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_parcel"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_parcel" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('land.parcel.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("land_parcel"."town_code", nullif(current_setting('gongfu.area', true), ''))) OR (EXISTS (SELECT 1 FROM land_occupancy o WHERE o.county = land_parcel.county AND o.parcel_id = land_parcel.id
      AND o.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')) OR EXISTS (SELECT 1 FROM land_contract o WHERE o.county = land_parcel.county AND o.parcel_id = land_parcel.id
      AND o.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_parcel" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_parcel" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_parcel" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_parcel" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_parcel_origin" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_parcel_origin"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_parcel_origin"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_parcel_origin" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('land.parcel.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_parcel_origin" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_parcel_origin" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_parcel_origin" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.parcel.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_parcel_origin" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_progress" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_progress"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_progress"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_progress" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM land_task t WHERE t.county = land_progress.county AND t.id = land_progress.task_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_progress" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.task.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'land.agreement.sign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_progress" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "land_progress" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "land_progress" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_scenario" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_scenario"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_scenario"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_scenario" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('land.analysis.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_scenario" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('land.analysis.make' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_scenario" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('land.analysis.make' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('land.analysis.make' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_scenario" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('land.analysis.make' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_scenario" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_search" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_search"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_search"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_search" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('land.analysis.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_search" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('land.analysis.make' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_search" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "land_search" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "land_search" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_supply" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_supply"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_supply"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_supply" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_supply" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.site.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_supply" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.site.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.site.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_supply" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.site.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_supply" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_task" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_task"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_task"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_task" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (((('land.task.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("land_task"."town_code", nullif(current_setting('gongfu.area', true), ''))) OR "land_task"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_task" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_task" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR ('land.task.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("land_task"."town_code", nullif(current_setting('gongfu.area', true), ''))) OR ('land.agreement.sign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_task"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), ''))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR ('land.task.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("land_task"."town_code", nullif(current_setting('gongfu.area', true), ''))) OR ('land.agreement.sign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_task"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_task" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_task" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_task_list" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_task_list"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_task_list"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_task_list" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((('land.task.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'land.agreement.sign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_task_list" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_task_list" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_task_list" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.task.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_task_list" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_task_photo" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_task_photo"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_task_photo"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_task_photo" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM land_task t WHERE t.county = land_task_photo.county AND t.id = land_task_photo.task_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_task_photo" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (((('land.task.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'land.agreement.sign' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR 'land.task.inspect' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_task_photo" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "land_task_photo" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "land_task_photo" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_tax_year" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_tax_year"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_tax_year"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_tax_year" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("land_tax_year"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR "land_tax_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') OR 'land.figure.oversee' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('land.figure.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('economy')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_tax_year" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_tax_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('tax', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_tax_year" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_tax_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('tax', 'economy'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_tax_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('tax', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_tax_year" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.figure.deliver' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "land_tax_year"."delivered_by"::text = nullif(current_setting('gongfu.organisation', true), '') AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('tax', 'economy'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_tax_year" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_verdict" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_verdict"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_verdict"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_verdict" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('land.layer.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_verdict" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "land_verdict" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "land_verdict" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "land_verdict" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_verdict_run" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_verdict_run"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_verdict_run"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_verdict_run" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('land.layer.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_verdict_run" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "land_verdict_run" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "land_verdict_run" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "land_verdict_run" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "land_zone" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("land_zone"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("land_zone"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "land_zone" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('land.layer.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "land_zone" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "land_zone" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "land_zone" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('land.layer.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN ('resources'))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "land_zone" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "benchmark_series" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("benchmark_series"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("benchmark_series"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "benchmark_series" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "benchmark_series" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.target.bind' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "benchmark_series" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('ledger.target.bind' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('ledger.target.bind' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "benchmark_series" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('ledger.target.bind' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "benchmark_series" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "benchmark_series" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (true);
CREATE POLICY "county_wall" ON "bulletin" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("bulletin"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("bulletin"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "bulletin" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "bulletin" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.bulletin.publish' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "bulletin" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('ledger.bulletin.publish' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('ledger.bulletin.publish' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "bulletin" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('ledger.bulletin.publish' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "bulletin" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "bulletin" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING ("bulletin"."state" = 'published');
CREATE POLICY "county_wall" ON "consultation" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("consultation"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("consultation"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "consultation" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "consultation" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('ledger.consultation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "consultation"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "consultation" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('ledger.consultation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "consultation"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('ledger.consultation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "consultation"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "consultation" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('ledger.consultation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "consultation"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "consultation" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "consultation" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING ("consultation"."state" <> 'drafted');
CREATE POLICY "county_wall" ON "consultation_comment" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("consultation_comment"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("consultation_comment"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "consultation_comment" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "consultation_comment" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("consultation_comment"."moderation" = 'waiting' OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "consultation_comment" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('ledger.consultation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('ledger.consultation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "consultation_comment" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "consultation_comment" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "consultation_comment" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING ("consultation_comment"."moderation" = 'shown');
CREATE POLICY "visitors_comment" ON "consultation_comment" AS PERMISSIVE FOR INSERT TO "gongfu_public" WITH CHECK (("consultation_comment"."county" = nullif(current_setting('gongfu.county', true), '') AND "consultation_comment"."moderation" = 'waiting' AND "consultation_comment"."answer" IS NULL AND EXISTS (SELECT 1 FROM consultation c WHERE c.county = consultation_comment.county AND c.id = consultation_comment.consultation_id AND c.state = 'open')));
CREATE POLICY "county_wall" ON "evidence" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("evidence"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("evidence"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "evidence" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "evidence" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('ledger.evidence.submit' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "evidence"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "evidence" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (((('ledger.evidence.submit' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "evidence"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR ('ledger.evidence.verify' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "evidence"."submitted_by" IS DISTINCT FROM current_setting('gongfu.actor', true))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (((('ledger.evidence.submit' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "evidence"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR ('ledger.evidence.verify' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "evidence"."submitted_by" IS DISTINCT FROM current_setting('gongfu.actor', true))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "evidence" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "evidence" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "project" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("project"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("project"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "project" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "project" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "project" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "project" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "project" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "project" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (true);
CREATE POLICY "county_wall" ON "project_fund" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("project_fund"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("project_fund"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "project_fund" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "project_fund" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "project_fund" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "project_fund" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "project_fund" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "project_fund" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (true);
CREATE POLICY "county_wall" ON "project_node" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("project_node"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("project_node"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "project_node" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "project_node" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "project_node" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project p WHERE p.county = project_node.county AND p.id = project_node.project_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project p WHERE p.county = project_node.county AND p.id = project_node.project_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "project_node" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "project_node" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "project_node" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (true);
CREATE POLICY "county_wall" ON "project_payment" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("project_payment"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("project_payment"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "project_payment" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "project_payment" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project_fund f JOIN project p ON p.county = f.county AND p.id = f.project_id WHERE f.county = project_payment.county AND f.id = project_payment.fund_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "project_payment" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project_fund f JOIN project p ON p.county = f.county AND p.id = f.project_id WHERE f.county = project_payment.county AND f.id = project_payment.fund_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project_fund f JOIN project p ON p.county = f.county AND p.id = f.project_id WHERE f.county = project_payment.county AND f.id = project_payment.fund_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "project_payment" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project_fund f JOIN project p ON p.county = f.county AND p.id = f.project_id WHERE f.county = project_payment.county AND f.id = project_payment.fund_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "project_payment" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "project_receipt" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("project_receipt"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("project_receipt"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "project_receipt" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "project_receipt" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project_fund f JOIN project p ON p.county = f.county AND p.id = f.project_id WHERE f.county = project_receipt.county AND f.id = project_receipt.fund_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "project_receipt" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project_fund f JOIN project p ON p.county = f.county AND p.id = f.project_id WHERE f.county = project_receipt.county AND f.id = project_receipt.fund_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project_fund f JOIN project p ON p.county = f.county AND p.id = f.project_id WHERE f.county = project_receipt.county AND f.id = project_receipt.fund_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "project_receipt" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project_fund f JOIN project p ON p.county = f.county AND p.id = f.project_id WHERE f.county = project_receipt.county AND f.id = project_receipt.fund_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "project_receipt" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "reform" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("reform"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("reform"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "reform" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "reform" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "reform" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "reform" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "reform" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "reform" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING ("reform"."published_on" IS NOT NULL);
CREATE POLICY "county_wall" ON "reform_department" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("reform_department"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("reform_department"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "reform_department" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "reform_department" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "reform_department" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "reform_department" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "reform_department" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "reform_department" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (EXISTS (SELECT 1 FROM reform r WHERE r.county = reform_department.county AND r.year = reform_department.year AND r.no = reform_department.reform_no));
CREATE POLICY "county_wall" ON "reform_item" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("reform_item"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("reform_item"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "reform_item" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "reform_item" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "reform_item" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "reform_item" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "reform_item" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "reform_item" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (EXISTS (SELECT 1 FROM reform r WHERE r.county = reform_item.county AND r.year = reform_item.year AND r.no = reform_item.reform_no));
CREATE POLICY "county_wall" ON "reform_package" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("reform_package"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("reform_package"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "reform_package" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('ledger.package.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "reform_package" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.package.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "reform_package" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('ledger.package.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('ledger.package.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "reform_package" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('ledger.package.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "reform_package" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "settlement_audit" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("settlement_audit"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("settlement_audit"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "settlement_audit" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "settlement_audit" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "settlement_audit" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "settlement_audit" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "settlement_audit" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "site_photo" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("site_photo"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("site_photo"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "site_photo" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "site_photo" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project p WHERE p.county = site_photo.county AND p.id = site_photo.project_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "site_photo" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project p WHERE p.county = site_photo.county AND p.id = site_photo.project_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project p WHERE p.county = site_photo.county AND p.id = site_photo.project_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "site_photo" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('ledger.project.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.project.report' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND EXISTS (SELECT 1 FROM project p WHERE p.county = site_photo.county AND p.id = site_photo.project_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "site_photo" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "supervision_notice" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("supervision_notice"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("supervision_notice"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "supervision_notice" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((('ledger.notice.issue' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR "supervision_notice"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR 'ledger.notice.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "supervision_notice" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.notice.issue' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "supervision_notice" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('ledger.notice.issue' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.notice.answer' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "supervision_notice"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), ''))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('ledger.notice.issue' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR ('ledger.notice.answer' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "supervision_notice"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "supervision_notice" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "supervision_notice" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "table_import" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("table_import"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("table_import"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "table_import" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "table_import" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "table_import" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "table_import" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "table_import" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "target" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("target"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("target"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "target" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "target" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "target" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'ledger.target.bind' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'ledger.target.bind' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "target" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('ledger.import.confirm' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "target" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "target" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (EXISTS (SELECT 1 FROM reform r WHERE r.county = target.county AND r.year = target.year AND r.no = target.reform_no));
CREATE POLICY "county_wall" ON "target_extension" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("target_extension"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("target_extension"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "target_extension" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "target_extension" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('ledger.extension.ask' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "target_extension"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "target_extension" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('ledger.extension.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('ledger.extension.decide' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "target_extension" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "target_extension" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "audit_link" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("audit_link"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("audit_link"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "audit_link" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('platform.audit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "audit_link" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "audit_link" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "audit_link" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "audit_link" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "audit_log" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("audit_log"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("audit_log"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "audit_log" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('platform.audit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "audit_log" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "audit_log" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "audit_log" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "audit_log" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "audit_seal" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("audit_seal"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("audit_seal"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "audit_seal" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('platform.audit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "audit_seal" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "audit_seal" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "audit_seal" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "audit_seal" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "case_deadline" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("case_deadline"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("case_deadline"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "case_deadline" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM "case" c WHERE c.county = case_deadline.county AND c.id = case_deadline.case_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "case_deadline" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((EXISTS (SELECT 1 FROM "case" c WHERE c.county = case_deadline.county AND c.id = case_deadline.case_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "case_deadline" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM "case" c WHERE c.county = case_deadline.county AND c.id = case_deadline.case_id) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((EXISTS (SELECT 1 FROM "case" c WHERE c.county = case_deadline.county AND c.id = case_deadline.case_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "case_deadline" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM "case" c WHERE c.county = case_deadline.county AND c.id = case_deadline.case_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "case_deadline" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "case_event" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("case_event"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("case_event"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "case_event" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM "case" c WHERE c.county = case_event.county AND c.id = case_event.case_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "case_event" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("case_event"."actor"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "case_event" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "case_event" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "case_event" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "case_material" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("case_material"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("case_material"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "case_material" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM "case" c WHERE c.county = case_material.county AND c.id = case_material.case_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "case_material" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("case_material"."added_by"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "case_material" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM "case" c WHERE c.county = case_material.county AND c.id = case_material.case_id) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((EXISTS (SELECT 1 FROM "case" c WHERE c.county = case_material.county AND c.id = case_material.case_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "case_material" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "case_material" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "case" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("case"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("case"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "case" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("case"."opened_by"::text = nullif(current_setting('gongfu.actor', true), '') OR "case"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR "case"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR "case"."readers" && string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "case" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("case"."opened_by"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "case" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((("case"."opened_by"::text = nullif(current_setting('gongfu.actor', true), '') OR "case"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR "case"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR "case"."readers" && string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((("case"."opened_by"::text = nullif(current_setting('gongfu.actor', true), '') OR "case"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR "case"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR "case"."readers" && string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "case" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "case" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "case_turn" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("case_turn"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("case_turn"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "case_turn" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "case_turn" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "case_turn" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "case_turn" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "case_turn" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "file" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("file"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("file"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "file" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("file"."audience" IN ('county', 'public') OR "file"."uploaded_by"::text = nullif(current_setting('gongfu.actor', true), '') OR "file"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR 'platform.file.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "file" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("file"."uploaded_by"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "file" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "file" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "file" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "file" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING ("file"."audience" = 'public');
CREATE POLICY "county_wall" ON "idempotency_key" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("idempotency_key"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("idempotency_key"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "idempotency_key" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (("idempotency_key"."actor"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "idempotency_key" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("idempotency_key"."actor"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "idempotency_key" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (("idempotency_key"."actor"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (("idempotency_key"."actor"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "idempotency_key" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (("idempotency_key"."actor"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "idempotency_key" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "account_profile" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("account_profile"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("account_profile"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "account_profile" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("account_profile"."account"::text = nullif(current_setting('gongfu.actor', true), '') OR 'identity.account.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "account_profile" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('identity.account.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "account_profile" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('identity.account.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('identity.account.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "account_profile" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "account_profile" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "deputy" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("deputy"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("deputy"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "deputy" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("deputy"."from_account"::text = nullif(current_setting('gongfu.actor', true), '') OR "deputy"."to_account"::text = nullif(current_setting('gongfu.actor', true), '') OR 'identity.account.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "deputy" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("deputy"."from_account"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "deputy" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (("deputy"."from_account"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (("deputy"."from_account"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "deputy" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "deputy" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "membership" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("membership"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("membership"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "membership" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("membership"."account"::text = nullif(current_setting('gongfu.actor', true), '') OR 'identity.account.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "membership" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('identity.role.grant' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "membership"."account" <> current_setting('gongfu.actor', true)) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "membership" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('identity.role.grant' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "membership"."account" <> current_setting('gongfu.actor', true)) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('identity.role.grant' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND "membership"."account" <> current_setting('gongfu.actor', true)) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "membership" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "membership" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "sign_in_event" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("sign_in_event"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("sign_in_event"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "sign_in_event" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("sign_in_event"."account"::text = nullif(current_setting('gongfu.actor', true), '') OR 'identity.sign-in-log.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "sign_in_event" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "sign_in_event" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((false OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((false OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "sign_in_event" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((false OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "sign_in_event" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "sign_in_guard" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("sign_in_guard"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("sign_in_guard"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "sign_in_guard" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('identity.account.unlock' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "sign_in_guard" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "sign_in_guard" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "sign_in_guard" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('identity.account.unlock' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "sign_in_guard" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "figure_seal" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("figure_seal"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("figure_seal"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "figure_seal" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "figure_seal" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "figure_seal" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "figure_seal" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "figure_seal" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "figure_seal" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (true);
CREATE POLICY "county_wall" ON "figure_snapshot" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("figure_snapshot"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("figure_snapshot"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "figure_snapshot" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "figure_snapshot" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "figure_snapshot" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "figure_snapshot" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "figure_snapshot" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "figure_snapshot" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (true);
CREATE POLICY "county_wall" ON "job_run" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("job_run"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("job_run"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "job_run" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('platform.job.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "job_run" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('platform.job.run' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "job_run" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('platform.job.run' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('platform.job.run' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "job_run" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "job_run" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "acknowledgement" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("acknowledgement"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("acknowledgement"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "acknowledgement" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (("acknowledgement"."account"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "acknowledgement" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("acknowledgement"."account"::text = nullif(current_setting('gongfu.actor', true), '') AND EXISTS (SELECT 1 FROM delivery d WHERE d.county = acknowledgement.county AND d.message_id = acknowledgement.message_id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "acknowledgement" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "acknowledgement" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "acknowledgement" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "delivery" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("delivery"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("delivery"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "delivery" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (("delivery"."recipient"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "delivery" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "delivery" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (("delivery"."recipient"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (("delivery"."recipient"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "delivery" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "delivery" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "message" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("message"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("message"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "message" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM delivery d WHERE d.county = message.county AND d.message_id = message.id) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "message" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "message" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "message" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "message" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "device" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("device"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("device"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "device" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "device" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "device" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "device" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "device" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "reading" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("reading"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("reading"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "reading" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM series WHERE series.county = "reading"."county" AND series.id = "reading"."series_id") OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "reading" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "reading" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "reading" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "reading" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "reading" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (EXISTS (SELECT 1 FROM series WHERE series.county = "reading"."county" AND series.id = "reading"."series_id"));
CREATE POLICY "county_wall" ON "reading_hour" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("reading_hour"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("reading_hour"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "reading_hour" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM series WHERE series.county = "reading_hour"."county" AND series.id = "reading_hour"."series_id") OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "reading_hour" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "reading_hour" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "reading_hour" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "reading_hour" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "reading_hour" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (EXISTS (SELECT 1 FROM series WHERE series.county = "reading_hour"."county" AND series.id = "reading_hour"."series_id"));
CREATE POLICY "county_wall" ON "series" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("series"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("series"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "series" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("series"."public" OR starts_with("series"."area_code", nullif(current_setting('gongfu.area', true), '')) OR "series"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "series" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "series" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "series" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "series" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "series" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING ("series"."public");
CREATE POLICY "county_wall" ON "consent" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("consent"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("consent"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "consent" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("consent"."person_id"::text = nullif(current_setting('gongfu.person', true), '') OR "consent"."controller_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR 'platform.consent.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "consent" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((("consent"."person_id"::text = nullif(current_setting('gongfu.person', true), '') OR 'platform.consent.record' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "consent" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((("consent"."person_id"::text = nullif(current_setting('gongfu.person', true), '') OR 'platform.consent.record' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((("consent"."person_id"::text = nullif(current_setting('gongfu.person', true), '') OR 'platform.consent.record' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "consent" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "consent" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "county" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("county"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("county"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "county" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "county" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "county" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "county" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "county" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "county" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (true);
CREATE POLICY "county_wall" ON "household" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("household"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("household"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "household" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("household"."id"::text = nullif(current_setting('gongfu.household', true), '') OR ('platform.person.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("household"."area_code", nullif(current_setting('gongfu.area', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "household" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('platform.person.register' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("household"."area_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "household" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('platform.person.register' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("household"."area_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('platform.person.register' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("household"."area_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "household" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('platform.person.register' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("household"."area_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "household" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "household_member" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("household_member"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("household_member"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "household_member" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("household_member"."household_id"::text = nullif(current_setting('gongfu.household', true), '') OR "household_member"."person_id"::text = nullif(current_setting('gongfu.person', true), '') OR ('platform.person.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("household_member"."area_code", nullif(current_setting('gongfu.area', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "household_member" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('platform.person.register' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("household_member"."area_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "household_member" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('platform.person.register' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("household_member"."area_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('platform.person.register' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("household_member"."area_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "household_member" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('platform.person.register' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("household_member"."area_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "household_member" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "organisation" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("organisation"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("organisation"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "organisation" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "organisation" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'identity.organisation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "organisation" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'identity.organisation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'identity.organisation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "organisation" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'identity.organisation.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "organisation" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "organisation" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (true);
CREATE POLICY "county_wall" ON "person" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("person"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("person"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "person" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("person"."id"::text = nullif(current_setting('gongfu.person', true), '') OR ('platform.person.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("person"."area_code", nullif(current_setting('gongfu.area', true), '')))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "person" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((('platform.person.register' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("person"."area_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "person" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('platform.person.register' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("person"."area_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('platform.person.register' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("person"."area_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "person" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((('platform.person.register' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) AND starts_with("person"."area_code", nullif(current_setting('gongfu.area', true), ''))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "person" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "town" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("town"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("town"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "town" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "town" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "town" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "town" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "town" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "town" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (true);
CREATE POLICY "county_wall" ON "village" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("village"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("village"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "village" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "village" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "village" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "village" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('platform.register.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "village" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "village" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (true);
CREATE POLICY "county_wall" ON "rule_table_version" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("rule_table_version"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("rule_table_version"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "rule_table_version" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("rule_table_version"."status" = 'published' OR 'platform.rule.draft' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'platform.rule.approve' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "rule_table_version" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK ((("rule_table_version"."status" = 'draft' AND 'platform.rule.draft' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "rule_table_version" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING ((('platform.rule.draft' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'platform.rule.approve' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK ((('platform.rule.draft' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR 'platform.rule.approve' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "rule_table_version" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING ((("rule_table_version"."status" = 'draft' AND 'platform.rule.draft' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "rule_table_version" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "rule_table_version" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (("rule_table_version"."status" = 'published' AND true));
CREATE POLICY "county_wall" ON "sheet_import" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("sheet_import"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("sheet_import"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "sheet_import" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (("sheet_import"."created_by"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "sheet_import" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("sheet_import"."created_by"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "sheet_import" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (("sheet_import"."created_by"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (("sheet_import"."created_by"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "sheet_import" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "sheet_import" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "start_step" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("start_step"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("start_step"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "start_step" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('platform.audit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "start_step" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "start_step" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "start_step" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "start_step" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);

-- ── tables that the audit log leaves out ──
INSERT INTO gongfu.unaudited (table_name, reason) VALUES
  ('loan_day', 'sums of loan_event, kept by its trigger'),
  ('land_verdict', '由县域叠加任务按图层版本算出，可随时重算'),
  ('audit_log', 'the log itself'),
  ('audit_link', 'seals of the log'),
  ('audit_seal', 'seals of the log'),
  ('case_turn', 'derived from the case: rewritten at every event'),
  ('idempotency_key', 'copies of replies, gone after a day; what the write changed is audited itself'),
  ('sign_in_guard', 'A counter that the next success deletes; every attempt stands in sign_in_event, which is sealed.'),
  ('figure_snapshot', 'append-only and sealed by a chain of its own'),
  ('figure_seal', 'seals of the snapshots'),
  ('job_run', 'progress of background work; what a job changes is audited itself'),
  ('reading', 'measured by devices, a hundred million rows; a correction is a reading of another quality, not an edit'),
  ('reading_hour', 'computed from reading, can be computed anew')
ON CONFLICT (table_name) DO UPDATE SET reason = excluded.reason;

-- ── custom/10_audit.sql ──
-- Every change of every table into the append-only log. The functions belong to gongfu_owner and run as it, so that
-- the application's role needs no right to write the log. Encrypted columns arrive as ciphertext and stay so.

-- The key of a row: the columns of its primary key, named in the trigger's arguments.
CREATE FUNCTION gongfu.audit_key(row_data jsonb, key_columns text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE
RETURN (SELECT jsonb_object_agg(name, row_data -> name) FROM unnest(key_columns) AS name);

-- The columns of `row_data` whose value is not that of `other`.
CREATE FUNCTION gongfu.audit_difference(row_data jsonb, other jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
RETURN (SELECT jsonb_object_agg(key, value) FROM jsonb_each(row_data) WHERE value IS DISTINCT FROM other -> key);

CREATE FUNCTION gongfu.audit_actor() RETURNS text
LANGUAGE sql STABLE
RETURN coalesce(nullif(current_setting('gongfu.actor', true), ''), 'database:' || session_user);

CREATE FUNCTION gongfu.audit_deputy_for() RETURNS text
LANGUAGE sql STABLE
RETURN nullif(current_setting('gongfu.deputy_for', true), '');

-- Once per statement: loading ten thousand rows must not cost ten thousand calls.
CREATE FUNCTION gongfu.audit_insert() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_log (county, at, actor, deputy_for, table_name, operation, key, old, new)
  SELECT row_data ->> 'county', statement_timestamp(), gongfu.audit_actor(), gongfu.audit_deputy_for(), TG_TABLE_NAME,
    'insert', gongfu.audit_key(row_data, TG_ARGV), NULL, row_data
  FROM (SELECT to_jsonb(new_rows) AS row_data FROM new_rows) AS changed;
  RETURN NULL;
END
$$;

CREATE FUNCTION gongfu.audit_delete() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_log (county, at, actor, deputy_for, table_name, operation, key, old, new)
  SELECT row_data ->> 'county', statement_timestamp(), gongfu.audit_actor(), gongfu.audit_deputy_for(), TG_TABLE_NAME,
    'delete', gongfu.audit_key(row_data, TG_ARGV), row_data, NULL
  FROM (SELECT to_jsonb(old_rows) AS row_data FROM old_rows) AS changed;
  RETURN NULL;
END
$$;

-- Once per row, because old and new must be paired even when the key itself changes. Only what changed is kept.
CREATE FUNCTION gongfu.audit_update() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  before jsonb := to_jsonb(OLD);
  after jsonb := to_jsonb(NEW);
BEGIN
  IF before IS DISTINCT FROM after THEN
    INSERT INTO audit_log (county, at, actor, deputy_for, table_name, operation, key, old, new)
    VALUES (before ->> 'county', statement_timestamp(), gongfu.audit_actor(), gongfu.audit_deputy_for(), TG_TABLE_NAME,
      'update', gongfu.audit_key(before, TG_ARGV), gongfu.audit_difference(before, after),
      gongfu.audit_difference(after, before));
  END IF;
  RETURN NULL;
END
$$;

-- Reading a hidden number is an entry of its own. The application's role may call this and nothing else of the log:
-- county and actor are those of its scope, so an entry cannot be made in another's name.
CREATE FUNCTION gongfu.audit_unmask(table_read text, row_key jsonb, reason jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
  INSERT INTO audit_log (county, at, actor, deputy_for, table_name, operation, key, old, new)
  VALUES (nullif(current_setting('gongfu.county', true), ''), statement_timestamp(), gongfu.audit_actor(),
    gongfu.audit_deputy_for(), table_read, 'unmask', row_key, NULL, reason);
END;

REVOKE ALL ON FUNCTION gongfu.audit_unmask(text, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gongfu.audit_unmask(text, jsonb, jsonb) TO gongfu_app;

-- ── custom/20_protect.sql ──
-- Row-level security, grants and audit triggers for every table of ours, so that no tables.ts can forget them.
-- May run again after later migrations: it completes what is missing.
CREATE FUNCTION gongfu.protect_tables() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  item record;
BEGIN
  FOR item IN
    SELECT c.oid, c.relname,
      (SELECT string_agg(quote_literal(a.attname), ', ' ORDER BY k.position)
       FROM pg_index i
       CROSS JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY AS k(attnum, position)
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
       WHERE i.indrelid = c.oid AND i.indisprimary) AS key_columns
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relowner = 'gongfu_owner'::regrole
  LOOP
    IF item.key_columns IS NULL OR item.key_columns NOT LIKE '''county''%' THEN
      RAISE EXCEPTION 'table %: county must be the first column of its primary key', item.relname;
    END IF;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', item.relname);
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = item.oid AND polname = 'owner') THEN
      EXECUTE format('CREATE POLICY owner ON %I TO gongfu_owner USING (true) WITH CHECK (true)', item.relname);
    END IF;
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO gongfu_app', item.relname);
    EXECUTE format('GRANT SELECT ON %I TO gongfu_public, gongfu_readonly', item.relname);
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = item.oid AND tgname = 'audit_insert')
      AND NOT EXISTS (SELECT FROM gongfu.unaudited WHERE table_name = item.relname) THEN
      EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION gongfu.audit_insert(%s)', item.relname, item.key_columns);
      EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION gongfu.audit_delete(%s)', item.relname, item.key_columns);
      EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %I
        FOR EACH ROW EXECUTE FUNCTION gongfu.audit_update(%s)', item.relname, item.key_columns);
    END IF;
  END LOOP;
END
$$;

SELECT gongfu.protect_tables();

-- A sequence that a table of ours owns is used by whoever may insert.
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO gongfu_app;

-- The log is written by its triggers alone and is never changed, not even by the owner through the application.
REVOKE INSERT, UPDATE, DELETE ON audit_log, audit_link, audit_seal FROM gongfu_app;

-- ── custom/30_cases.sql ──
-- The history of a case and a sealed figure are written once: nobody who comes through the application changes them.
REVOKE UPDATE, DELETE ON case_event FROM gongfu_app;

-- ── custom/30_registers.sql ──
-- A person belongs to one household at a time (architecture, shared records).
ALTER TABLE household_member ADD CONSTRAINT household_member_one_at_a_time EXCLUDE USING gist (
  county WITH =,
  person_id WITH =,
  daterange(since, until) WITH &&
);

-- ── custom/31_rules.sql ──
-- A published rule decided about people: neither the application nor background work changes it any more.
CREATE FUNCTION gongfu.keep_published_rule() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'published' THEN
    RAISE EXCEPTION 'a published rule table version is immutable' USING ERRCODE = '23514';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER keep_published BEFORE UPDATE OR DELETE ON rule_table_version
  FOR EACH ROW EXECUTE FUNCTION gongfu.keep_published_rule();

-- ── custom/32_figures.sql ──
-- A sealed figure is written once.
REVOKE UPDATE, DELETE ON figure_snapshot, figure_seal FROM gongfu_app;

-- ── custom/40_identity.sql ──
-- The ways from a request to the tables of better-auth, on which gongfu_app has no right. Each runs as gongfu_owner,
-- asks who acts and stays inside his county.

CREATE FUNCTION gongfu.identity_permits(permission text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT current_setting('gongfu.system', true) = 'on'
    OR permission = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))
$$;

CREATE FUNCTION gongfu.identity_require(allowed boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF allowed IS NOT TRUE THEN
    RAISE EXCEPTION 'not permitted' USING ERRCODE = '42501';
  END IF;
END
$$;

-- A way in by name and password. The email is a place holder that better-auth wants; nothing is ever sent to it.
CREATE FUNCTION gongfu.create_sign_in(account text, username text, person_name text, password_hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM gongfu.identity_require(gongfu.identity_permits('identity.account.manage'));
  INSERT INTO auth."user" (id, name, email, username, county)
    VALUES (account, person_name, username || '@gongfu.invalid', username, current_setting('gongfu.county'));
  INSERT INTO auth.account (id, user_id, account_id, provider_id, password)
    VALUES (gen_random_uuid()::text, account, account, 'credential', password_hash);
END
$$;

-- A new initial password; whoever is signed in with the old one is signed out.
CREATE FUNCTION gongfu.reset_password(of_account text, password_hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM gongfu.identity_require(gongfu.identity_permits('identity.account.manage'));
  PERFORM 1 FROM auth."user" u WHERE u.id = of_account AND u.county = current_setting('gongfu.county');
  PERFORM gongfu.identity_require(FOUND);
  UPDATE auth.account a SET password = password_hash, updated_at = now()
    WHERE a.user_id = of_account AND a.provider_id = 'credential';
  DELETE FROM auth.session s WHERE s.user_id = of_account;
END
$$;

-- Ends the sessions of an account: all, or the one named. Returns how many.
CREATE FUNCTION gongfu.end_sessions(of_account text, only_session text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ended integer;
BEGIN
  PERFORM gongfu.identity_require(
    of_account = current_setting('gongfu.actor', true) OR gongfu.identity_permits('identity.account.manage'));
  DELETE FROM auth.session s USING auth."user" u
    WHERE u.id = s.user_id AND u.county = current_setting('gongfu.county')
      AND s.user_id = of_account AND (only_session IS NULL OR s.id = only_session);
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END
$$;

-- The actor's own sessions, without their tokens.
CREATE FUNCTION gongfu.own_sessions()
RETURNS TABLE (id text, created_at timestamptz, last_seen_at timestamptz, ip_address text, user_agent text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, s.created_at, coalesce(s.last_seen_at, s.created_at), s.ip_address, s.user_agent
  FROM auth.session s
  WHERE s.user_id = current_setting('gongfu.actor', true)
$$;

CREATE FUNCTION gongfu.has_second_factor(of_account text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT u.two_factor_enabled FROM auth."user" u
    WHERE u.id = of_account AND u.county = current_setting('gongfu.county', true)
      AND (of_account = current_setting('gongfu.actor', true) OR gongfu.identity_permits('identity.account.read'))
  ), false)
$$;

-- For who lost his telephone: the second factor is set up anew at the next sign-in.
CREATE FUNCTION gongfu.remove_second_factor(of_account text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM gongfu.identity_require(gongfu.identity_permits('identity.account.unlock'));
  UPDATE auth."user" u SET two_factor_enabled = false, updated_at = now()
    WHERE u.id = of_account AND u.county = current_setting('gongfu.county');
  PERFORM gongfu.identity_require(FOUND);
  DELETE FROM auth.two_factor t WHERE t.user_id = of_account;
  DELETE FROM auth.session s WHERE s.user_id = of_account;
END
$$;

DO $$
DECLARE
  opened text;
BEGIN
  FOREACH opened IN ARRAY ARRAY[
    'gongfu.create_sign_in(text, text, text, text)', 'gongfu.reset_password(text, text)',
    'gongfu.end_sessions(text, text)', 'gongfu.own_sessions()', 'gongfu.has_second_factor(text)',
    'gongfu.remove_second_factor(text)']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', opened);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO gongfu_app', opened);
  END LOOP;
END
$$;

-- An administrator holds his one role and nothing else on the same days (GB/T 22239-2019 8.1.5.1–8.1.5.3).
-- The account's row is locked first, so that two grants at the same moment cannot pass each other.
CREATE FUNCTION gongfu.membership_separation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM account_profile p WHERE p.county = NEW.county AND p.account = NEW.account FOR UPDATE;
  IF EXISTS (
    SELECT FROM membership m
    WHERE m.county = NEW.county AND m.account = NEW.account AND m.id <> NEW.id AND m.role <> NEW.role
      AND (m.role IN ('system_admin', 'security_admin', 'audit_admin')
        OR NEW.role IN ('system_admin', 'security_admin', 'audit_admin'))
      AND daterange(m.valid_from, m.valid_until, '[]') && daterange(NEW.valid_from, NEW.valid_until, '[]')
  ) THEN
    RAISE EXCEPTION 'administrators are kept apart'
      USING ERRCODE = '23514', CONSTRAINT = 'membership_separation', TABLE = 'membership';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER separation BEFORE INSERT OR UPDATE ON membership
  FOR EACH ROW EXECUTE FUNCTION gongfu.membership_separation();

-- The sign-in log is added to and never changed.
REVOKE UPDATE, DELETE ON sign_in_event FROM gongfu_app;

-- ── custom/45_jobs.sql ──
-- pg-boss fills its own schema when the program starts. Made here, so that the owner's role needs no right on the
-- database itself; requests have no right on it, as with the tables of better-auth.
CREATE SCHEMA pgboss;

-- ── custom/50_ledger.sql ──
-- Visitors may comment on an open consultation; policy visitors_comment decides.
GRANT INSERT ON consultation_comment TO gongfu_public;

-- A published bulletin is immutable, also to the reform office: a correction is a new edition.
CREATE FUNCTION gongfu.keep_published_bulletin() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'published' THEN
    RAISE EXCEPTION 'a published bulletin is immutable' USING ERRCODE = 'check_violation', CONSTRAINT = 'bulletin_immutable';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER bulletin_immutable BEFORE UPDATE OR DELETE ON bulletin
  FOR EACH ROW EXECUTE FUNCTION gongfu.keep_published_bulletin();

-- An extension never moves the date of the official table; only a confirmed import writes targets' dates, and a
-- new date there is a new target.
CREATE FUNCTION gongfu.keep_target_due() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.due <> OLD.due THEN
    RAISE EXCEPTION 'the due date of a target never changes' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_due_kept';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER target_due_kept BEFORE UPDATE ON target FOR EACH ROW EXECUTE FUNCTION gongfu.keep_target_due();

-- ── custom/60_finance.sql ──
-- A contract says what was signed, its events what happened: both are appended and never changed, not even by
-- background work. A mistake is taken back by a `reverse` event.
REVOKE UPDATE, DELETE ON loan_contract, loan_event FROM gongfu_app;

-- Daily sums of a bank's loans by town, so that the pool's financing of any day is told without reading every event.
-- One statement, one pass; a reversal takes off what it takes back, on the day on which that was effective.
CREATE FUNCTION gongfu.sum_loan_days() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO loan_day (county, bank_id, town_code, pool, "on", balance_fen, disbursed_fen)
  SELECT c.county, c.bank_id, left(c.village_code, 9), c.pool, f.effective_on, sum(n.sign * f.principal_fen),
    sum(CASE WHEN f.type = 'disburse' THEN n.sign * f.principal_fen ELSE 0 END)
  FROM (SELECT county, contract_id, coalesce(reverses_no, no) AS no, CASE type WHEN 'reverse' THEN -1 ELSE 1 END AS sign
        FROM new_rows) n
  JOIN loan_event f ON f.county = n.county AND f.contract_id = n.contract_id AND f.no = n.no
  JOIN loan_contract c ON c.county = n.county AND c.id = n.contract_id
  GROUP BY c.county, c.bank_id, left(c.village_code, 9), c.pool, f.effective_on
  HAVING sum(n.sign * f.principal_fen) <> 0
    OR sum(CASE WHEN f.type = 'disburse' THEN n.sign * f.principal_fen ELSE 0 END) <> 0
  ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (county, bank_id, town_code, pool, "on") DO UPDATE
    SET balance_fen = loan_day.balance_fen + excluded.balance_fen,
        disbursed_fen = loan_day.disbursed_fen + excluded.disbursed_fen;
  RETURN NULL;
END
$$;
CREATE TRIGGER loan_event_days AFTER INSERT ON loan_event REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION gongfu.sum_loan_days();
-- Written by the trigger alone.
REVOKE INSERT, UPDATE, DELETE ON loan_day FROM gongfu_app;

-- ── custom/70_land.sql ──
-- An issued analysis of a site is immutable, also to who issued it: what a meeting decided by must stay what it was.
CREATE FUNCTION gongfu.keep_issued_analysis() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'issued' THEN
    RAISE EXCEPTION 'an issued analysis is immutable' USING ERRCODE = 'check_violation', CONSTRAINT = 'land_analysis_immutable';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER land_analysis_immutable BEFORE UPDATE OR DELETE ON land_analysis
  FOR EACH ROW EXECUTE FUNCTION gongfu.keep_issued_analysis();

-- Searches say what was found on a day, by which layers and weights.
REVOKE UPDATE, DELETE ON land_search FROM gongfu_app;
