/** The registered accounts: their regions, the role that lets Muster in, and their schedule. */
package io.muster.account;
