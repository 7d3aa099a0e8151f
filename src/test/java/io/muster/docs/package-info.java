/** The parts of the documentation that are generated from the code, and the tests that hold them to it. */
package io.muster.docs;
