package validation

import (
	"k8s.io/apimachinery/pkg/util/validation"
)

// job judges a Job.
func (v *validator) job(root place) {
	meta, spec := root.at("metadata"), root.at("spec")
	v.objectMeta(meta, subdomainName)
	v.jobNameLabel(meta, spec)
	v.jobSpec(spec)
	if choosesSelector(spec) {
		v.manualSelector(spec)
	} else {
		v.generatedSelector(spec, jobName(meta))
	}
}

// jobSpec judges what a Job has in common with the template of a CronJob. Not so ttlSecondsAfterFinished: the server
// drops it from a Job, unread, since its feature gate is off.
func (v *validator) jobSpec(spec place) {
	v.atLeast(spec.at("activeDeadlineSeconds"), 0)
	v.atLeast(spec.at("backoffLimit"), 0)
	v.atLeast(spec.at("completions"), 0)
	v.atLeast(spec.at("parallelism"), 0)
	template := spec.at("template")
	v.podTemplate(template, "OnFailure", "Never")
	if !template.set() && !template.saidBySchema() { // job-restart-policy looks into templates only
		v.required(template.in("spec", "restartPolicy"), "choose Never or OnFailure")
	}
}

// cronJob judges a CronJob.
func (v *validator) cronJob(root place) {
	meta, spec := root.at("metadata"), root.at("spec")
	v.objectMeta(meta, subdomainName)
	v.cronJobName(meta)

	v.oneOf(spec.at("concurrencyPolicy"), "Allow", "Allow", "Forbid", "Replace")
	v.atLeast(spec.at("failedJobsHistoryLimit"), 0)
	v.jobTemplate(spec.at("jobTemplate"))
	v.schedule(spec.at("schedule"))
	v.atLeast(spec.at("startingDeadlineSeconds"), 0)
	v.atLeast(spec.at("successfulJobsHistoryLimit"), 0)
}

// cronJobName leaves room for what the names of the Jobs get: a dash and ten digits.
func (v *validator) cronJobName(meta place) {
	const most = validation.DNS1035LabelMaxLength - 11
	if length := len(jobName(meta)); length > most {
		v.problemAt(nameOf(meta), meta.at("name").path(),
			"the name is of %d characters, and that of a CronJob may be of %d: its Jobs get a time behind it", length, most)
	}
}

// jobTemplate judges the template of the Jobs that a CronJob makes. Of its metadata nothing is looked at before a Job is
// made, and neither is what the Job's own labels do to those of its pods.
func (v *validator) jobTemplate(template place) {
	spec := template.at("spec")
	v.jobSpec(spec)
	if manual := spec.at("manualSelector"); manual.isTrue() {
		v.generated(manual, manual.path(), "manualSelector is not allowed here: the Jobs of a CronJob make their own selectors")
	}
	if selector := spec.at("selector"); selector.set() {
		v.generated(selector, selector.path(), "selector is not allowed here: the Jobs of a CronJob make their own selectors")
	}
	v.atLeast(spec.at("ttlSecondsAfterFinished"), 0)

	v.pods = true
	meta := template.at("metadata")
	v.labels(meta.at("labels"), meta.at("labels"))
	v.annotations(meta.at("annotations"), meta.at("annotations"))
	v.generatedLabels(spec.in("template", "metadata", "labels"), "")
	v.pods = false
}

// jobName is the name that a Job or CronJob will have. What the server puts behind generateName stands for itself.
func jobName(meta place) string {
	const suffix = "xxxxx"
	const most = validation.DNS1035LabelMaxLength - len(suffix)
	name, prefix := meta.at("name").text(), meta.at("generateName").text()
	if name != "" || prefix == "" {
		return name
	}
	return prefix[:min(len(prefix), most)] + suffix
}
