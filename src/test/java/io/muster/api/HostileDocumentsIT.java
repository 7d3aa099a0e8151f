package io.muster.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the packaged application. */
@QuarkusIntegrationTest
class HostileDocumentsIT extends HostileDocumentsTest {}
