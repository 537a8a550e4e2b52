package ingress

// What the tests look at from outside.
var ServiceSelector = serviceSelector

const PodsShown = podsShown
