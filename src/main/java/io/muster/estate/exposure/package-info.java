/** The exposure of resources to the internet, kept with the scan that found it. */
package io.muster.estate.exposure;
