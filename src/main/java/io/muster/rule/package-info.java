/** The rules: what each judges, and what it says. One sub-package per area. */
package io.muster.rule;
