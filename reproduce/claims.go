package main

// claims are all claims, in the order of the page.
var claims = []claim{
	sdrTablesClaim,
	neuronTablesClaim,
	listSimulationClaim,
	noiseSimulationClaim,
	falsePositivesClaim,
	firstOrderClaim,
	firstOrderNoiseClaim,
	wordsClaim,
	wordsDamageClaim,
	endingsClaim,
	endingsSeveralClaim,
	endingsDamageClaim,
	endingsNoiseClaim,
	endingsLengthClaim,
	codesClaim,
	codesBoostClaim,
	codesTopologyClaim,
	codesLesionClaim,
	codesFieldsClaim,
	digitsClaim,
	denseLayerClaim,
	templatesClaim,
	hotGymClaim,
	ovenClaim,
}
