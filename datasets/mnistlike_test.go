package datasets

import (
	"os"
	"strings"
	"testing"
)

// MNIST has 19 % of its pixels above 0 and a mean grey of .13, and the nearest of the
// digits' means is right for 82 % of its images. Here it is much the same, and digits come
// as often as each other.
func TestMNISTLikeIsLikeMNIST(t *testing.T) {
	for _, seed := range []uint64{1, 42} {
		set, err := MNISTLike(4000, seed)
		if err != nil {
			t.Fatal(err)
		}
		var count [10]int
		var means [10][784]float64
		ink, grey := 0, 0.0
		for i, image := range set.Images {
			count[set.Labels[i]]++
			for at, x := range image {
				means[set.Labels[i]][at] += float64(x)
				grey += float64(x) / 255
				if x > 0 {
					ink++
				}
			}
		}
		pixels := float64(4000 * 784)
		if share, mean := float64(ink)/pixels, grey/pixels; share < .12 || share > .25 || mean < .09 || mean > .17 {
			t.Errorf("seed %d: %.3f of the pixels above 0, mean %.3f; want about .19 and .13", seed, share, mean)
		}
		right := 0
		for digit, n := range count {
			if n < 320 || n > 480 { // of 4000, four standard deviations of 19
				t.Errorf("seed %d: %d images of %d, want about 400", seed, n, digit)
			}
			for at := range means[digit] {
				means[digit][at] /= float64(n)
			}
		}
		for i, image := range set.Images[:500] {
			best, least := -1, 0.0
			for digit := range means {
				d := 0.0
				for at, x := range image {
					d += (float64(x) - means[digit][at]) * (float64(x) - means[digit][at])
				}
				if best < 0 || d < least {
					best, least = digit, d
				}
			}
			if best == int(set.Labels[i]) {
				right++
			}
		}
		if right < 325 || right > 475 {
			t.Errorf("seed %d: the nearest mean is right for %d of 500, want between 65 and 95 %%", seed, right)
		}
	}
}

// Without the real images the look-alike says so, and with them it is not taken.
func TestMNISTOrLike(t *testing.T) {
	train, test := (&store{cacheErr: os.ErrPermission}).mnistOrLike()
	for _, set := range []*LabelledImages{train, test} {
		if !strings.Contains(set.Title, "MNIST, synthetic look-alike") || !strings.Contains(set.Note, "train-images") {
			t.Errorf("title %q, note %q; want that it is synthetic, and what was missing", set.Title, set.Note)
		}
	}
	if len(train.Images) != 10000 || len(test.Images) != 2000 || string(train.Images[0]) == string(test.Images[0]) {
		t.Errorf("%d and %d images, want 10000 and 2000 others", len(train.Images), len(test.Images))
	}
	train, test = realMNIST(t).mnistOrLike()
	if len(train.Images) != 60000 || len(test.Images) != 10000 || train.Note+test.Note != "" {
		t.Errorf("%d and %d images, notes %q; want the real ones", len(train.Images), len(test.Images), train.Note+test.Note)
	}
}
