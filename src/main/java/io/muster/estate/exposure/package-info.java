/** What the internet reaches of the resources of an estate, kept with the scan that found it. */
package io.muster.estate.exposure;
