/**
 * The whole service against an AWS that is not ours. Estates are built by AWS's own writing calls, asked for over REST
 * and read over GraphQL; the {@code IT} twins ask the same of the packaged application.
 */
package io.muster.endtoend;
