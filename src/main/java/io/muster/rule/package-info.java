/** The rules and their verdicts. One sub-package per area. */
package io.muster.rule;
