package validation

import "testing"

func TestScheduleFault(t *testing.T) {
	for schedule, fine := range map[string]bool{
		"*/5 * * * *": true, "? 0 1,,15 jan-MAR Sun": true, "\t0  0 30 2 *\n": true, "*/90 * * * *": true, "5/15 * * * *": true,
		"@daily": true, "@midnight": true, "@every 90m": true, "@every -5m": true, "+1 * * * *": true, ", * * * *": true,
		"0 0 * * 7": false, "0 0 * * 0-7": false, "0 0 * *": false, "0 0 * * * *": false, "@Daily": false, " @daily": false,
		"@reboot": false, "@every": false, "@every 1d": false, "TZ=": false, "TZ=UTC 0 0 * * *": false, "CRON_TZ=UTC @daily": false,
		"H * * * *": false, "0 0 L * *": false, "5-1 * * * *": false, "*/0 * * * *": false, "* * 0 * *": false, "0 0 * * Monday": false,
	} {
		if fault := scheduleFault(schedule); (fault == "") != fine {
			t.Errorf("%q: fine should be %t; the fault is %q", schedule, fine, fault)
		}
	}
}
