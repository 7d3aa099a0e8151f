/** The REST interface, for calls that act. No logic of its own. */
package io.muster.rest;
