package validation

import (
	"slices"
	"strings"

	"github.com/robfig/cron/v3"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// validateSchedule validates the schedule of a CronJob.
func (v *validator) validateSchedule(p place) {
	text, isString := p.node.Str()
	switch {
	case p.isSet() && !isString, p.isLeftToSchema():
	case text == "":
		v.rejectMissing(p, `write when the Jobs run, such as "30 4 * * *"`)
	default:
		if x, ok := scheduleProblem(text); !ok {
			v.reject(p, x)
		}
	}
}

// Schedule reads a schedule that the server accepts.
func Schedule(text string) (schedule cron.Schedule, ok bool) {
	if text == "" {
		return nil, false
	}
	if _, ok := scheduleProblem(text); !ok {
		return nil, false
	}
	schedule, err := cron.ParseStandard(text)
	return schedule, err == nil
}

// scheduleFields are the fields of a schedule and the values that they accept.
var scheduleFields = [...]struct{ name, values string }{
	{"minute", "0 to 59"},
	{"hour", "0 to 23"},
	{"day of the month", "1 to 31"},
	{"month", "1 to 12 or JAN to DEC"},
	{"day of the week", "0 (Sunday) to 6 or SUN to SAT"},
}

// scheduleProblem says what is wrong with a schedule that is not empty; ok is true if it is valid. The server has a
// parser of 2017. The current parser accepts the same, and also time zones, which the old one reads as a minute.
func scheduleProblem(text string) (x Problem, ok bool) {
	if strings.HasPrefix(text, "TZ=") || strings.HasPrefix(text, "CRON_TZ=") {
		return say("schedule %s has a time zone", quote(text)).help("remove it, and write the times in UTC"), false
	}
	if _, err := cron.ParseStandard(text); err == nil {
		return Problem{}, true
	}
	fields := strings.Fields(text)
	switch {
	case text[0] == '@':
		return say("%s is not a schedule", quote(text)).help("use @hourly, @daily, @weekly, @monthly, @yearly or @every with a duration such as 1h30m"), false
	case len(fields) != len(scheduleFields):
		x = say("schedule %s has %d %s, not 5", quote(text), len(fields), words.Plural(len(fields), "field"))
		return x.help("write minute, hour, day of the month, month and day of the week"), false
	}
	for i, value := range fields {
		alone := slices.Repeat([]string{"*"}, len(fields))
		alone[i] = value
		if _, err := cron.ParseStandard(strings.Join(alone, " ")); err != nil {
			field := scheduleFields[i]
			return say("%s is not a valid %s", quote(value), field.name).help("use %s, or * for any", field.values), false
		}
	}
	return say("%s is not a schedule", quote(text)).help("write it like %q", "30 4 * * *"), false
}
