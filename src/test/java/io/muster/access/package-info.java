/** Who gets in, and what for: of the running service, with a provider of identities of the tests' own. */
package io.muster.access;
