package io.muster.api;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the packaged application. */
@QuarkusIntegrationTest
@WithTestResource(PackagedSettings.class)
class VerificationIT extends VerificationTest {}
