package main

// claims are all claims, in the order of the page.
var claims = []claim{
	sdrTablesClaim,
	neuronTablesClaim,
	wordsClaim,
	wordsDamageClaim,
}
