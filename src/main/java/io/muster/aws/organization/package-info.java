/** Reads an organization of AWS Organizations: its units and the accounts in them. */
package io.muster.aws.organization;
