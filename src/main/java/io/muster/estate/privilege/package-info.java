/** The effective rights of a role by all of its policies. */
package io.muster.estate.privilege;
