package validation

import (
	"fmt"
	"strings"

	"github.com/robfig/cron/v3"
)

// schedule judges the schedule of a CronJob.
func (v *validator) schedule(p place) {
	text, isString := p.node.Str()
	switch {
	case p.set() && !isString, p.saidBySchema():
	case text == "":
		v.required(p, `say when the Jobs run, as in "30 4 * * *"`)
	default:
		if fault := scheduleFault(text); fault != "" {
			v.problem(p, "%q is no schedule: %s", text, fault)
		}
	}
}

// Schedule reads a schedule that the server takes.
func Schedule(text string) (schedule cron.Schedule, ok bool) {
	if text == "" || scheduleFault(text) != "" {
		return nil, false
	}
	schedule, err := cron.ParseStandard(text)
	return schedule, err == nil
}

// scheduleFault says what is wrong with a schedule, "" if it is fine. The server has a parser of 2017; that of today
// reads the same, and time zones too, which the old one takes for a minute.
func scheduleFault(text string) string {
	if strings.HasPrefix(text, "TZ=") || strings.HasPrefix(text, "CRON_TZ=") {
		return "it cannot name a time zone, times are UTC"
	}
	_, err := cron.ParseStandard(text)
	if err == nil {
		return ""
	}
	switch fields := strings.Fields(text); {
	case text[0] == '@':
		return "after @ comes hourly, daily, weekly, monthly, yearly, or every with a time such as 1h30m"
	case len(fields) != 5:
		return fmt.Sprintf("it has %d fields instead of five: minute, hour, day of month, month, day of week", len(fields))
	case strings.HasSuffix(fields[4], "7"):
		return "days of the week are 0 (Sunday) to 6: " + err.Error()
	}
	return err.Error()
}
