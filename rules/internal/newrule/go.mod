module github.com/toolforge/tfk8s/rules/internal/newrule

go 1.26.0
