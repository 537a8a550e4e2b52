package ingress

// Exported for the tests of other packages.
var ServiceSelector = serviceSelector

const PodsShown = podsShown
