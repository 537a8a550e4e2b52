package validation

import "testing"

func TestScheduleProblem(t *testing.T) {
	for schedule, fine := range map[string]bool{
		"*/5 * * * *": true, "? 0 1,,15 jan-MAR Sun": true, "\t0  0 30 2 *\n": true, "*/90 * * * *": true, "5/15 * * * *": true,
		"@daily": true, "@midnight": true, "@every 90m": true, "@every -5m": true, "+1 * * * *": true, ", * * * *": true,
		"0 0 * * 7": false, "0 0 * * 0-7": false, "0 0 * *": false, "0 0 * * * *": false, "@Daily": false, " @daily": false,
		"@reboot": false, "@every": false, "@every 1d": false, "TZ=": false, "TZ=UTC 0 0 * * *": false, "CRON_TZ=UTC @daily": false,
		"H * * * *": false, "0 0 L * *": false, "5-1 * * * *": false, "*/0 * * * *": false, "* * 0 * *": false, "0 0 * * Monday": false,
	} {
		if x, ok := scheduleProblem(schedule); ok != fine {
			t.Errorf("%q: fine should be %t; the problem is %q", schedule, fine, x.Message)
		}
	}
}

func TestScheduleProblemsAreSaidInWords(t *testing.T) {
	for schedule, want := range map[string]Problem{
		"0 0 * * 7":     say(`"7" is not a valid day of the week`).help("use 0 (Sunday) to 6 or SUN to SAT, or * for any"),
		"H 1 * * *":     say(`"H" is not a valid minute`).help("use 0 to 59, or * for any"),
		"0 24 * * *":    say(`"24" is not a valid hour`).help("use 0 to 23, or * for any"),
		"0 0 * *":       say(`schedule "0 0 * *" has 4 fields, not 5`).help("write minute, hour, day of the month, month and day of the week"),
		"noon":          say(`schedule "noon" has 1 field, not 5`).help("write minute, hour, day of the month, month and day of the week"),
		"@reboot":       say(`"@reboot" is not a schedule`).help("use @hourly, @daily, @weekly, @monthly, @yearly or @every with a duration such as 1h30m"),
		"TZ=UTC @daily": say(`schedule "TZ=UTC @daily" has a time zone`).help("remove it, and write the times in UTC"),
	} {
		if x, _ := scheduleProblem(schedule); x.Message != want.Message || x.Help != want.Help {
			t.Errorf("%q: %s; %s", schedule, x.Message, x.Help)
		}
	}
}
