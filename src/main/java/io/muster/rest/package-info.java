/** The REST face: what acts. No logic of its own. */
package io.muster.rest;
