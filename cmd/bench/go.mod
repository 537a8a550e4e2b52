module github.com/toolforge/tfk8s/cmd/bench

go 1.26.0

replace github.com/toolforge/tfk8s => ../..

require (
	github.com/toolforge/tfk8s v0.0.0
	go.yaml.in/yaml/v3 v3.0.6
)
