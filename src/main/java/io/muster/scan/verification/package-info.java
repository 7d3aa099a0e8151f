/** A second witness: AWS is asked about one of Muster's answers, and both answers are kept. */
package io.muster.scan.verification;
