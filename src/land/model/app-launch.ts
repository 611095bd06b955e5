/** 浙里办 (firms and public) and 浙政钉 (officials). */
export const channels = ['zheliban', 'zhezhengding'] as const
export type Channel = (typeof channels)[number]

export const launchStates = ['prepared', 'applied', 'returned', 'approved', 'trial', 'live'] as const
export type LaunchState = (typeof launchStates)[number]

/** A launch counts from the day on which it is approved and runs on trial or live (land 8). */
export const countsOn = (
  launch: { readonly approvedOn: string | null; readonly trialOn: string | null; readonly liveOn: string | null },
  day: string,
): boolean => {
  const running = [launch.trialOn, launch.liveOn].some((on) => on !== null && on <= day)
  return launch.approvedOn !== null && launch.approvedOn <= day && running
}
