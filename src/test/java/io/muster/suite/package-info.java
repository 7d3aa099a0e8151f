/**
 * The parts of the tests that Surefire gives to its two JVMs, so that both cores have work: each is one run of JUnit. Surefire takes them in the
 * order of their names; each JVM takes some of the plain tests once it is done, of which the name of the shortest suite comes last.
 *
 * <p>Classes are told by their names: for every profile of a class that it loads, Quarkus builds an application, whether the class runs or not.
 */
package io.muster.suite;
