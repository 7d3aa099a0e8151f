/** AWS's own evaluation of policies. */
package io.muster.aws.simulation;
