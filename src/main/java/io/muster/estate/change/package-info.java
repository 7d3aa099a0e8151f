/** Proposed changes of an estate, which show what the estate would be: nothing is changed in AWS or in the store. */
package io.muster.estate.change;
