/** The way to AWS: sessions, clients, pages, budgets, failures. */
package io.muster.aws;
