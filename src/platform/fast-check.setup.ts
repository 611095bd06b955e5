import fc from 'fast-check'

// A run that failed can be repeated: the same cases every time, others with GONGFU_TEST_SEED.
fc.configureGlobal({ seed: Number(process.env['GONGFU_TEST_SEED'] ?? 331_022) })
