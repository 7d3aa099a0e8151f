/** What the policies of a role add up to. */
package io.muster.estate.privilege;
