/** Verifications: AWS's policy simulator is asked the same question as Muster, and both answers are kept. */
package io.muster.scan.verification;
