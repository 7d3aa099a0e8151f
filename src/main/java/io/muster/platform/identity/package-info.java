/** The authentication of callers, and the roles and accounts that follow from it. */
package io.muster.platform.identity;
