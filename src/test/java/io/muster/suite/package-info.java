/**
 * The parts of the tests that Surefire gives to its two JVMs, so that both cores have work: each is one run of JUnit, which
 * starts an application once for each profile. Surefire takes them by name; the JVM that is done first takes the plain tests.
 */
package io.muster.suite;
