/** Attack paths: chains from the internet over weak instances to what an attacker gains with their roles. */
package io.muster.estate.attack;
