/**
 * The demo cloud: an HTTP endpoint that speaks AWS's wire protocols over a generated estate, so that
 * Muster runs, is developed and is tested without an AWS account. Only the launcher uses it.
 */
package io.muster.demo;
