/**
 * Several packaged applications on one PostgreSQL, as they run in production: processes that are started, stopped and
 * killed. The demo cloud, which they scan, runs in the test's own JVM, so that their inventory can be compared with it.
 */
package io.muster.cluster;
