/** Chains from the internet over weak instances to what their roles can take. */
package io.muster.estate.attack;
