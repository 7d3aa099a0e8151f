package io.muster.api;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

/** The same of the packaged application. */
@QuarkusIntegrationTest
@Tag("native")
@WithTestResource(PackagedSettings.class)
class HttpRefusalsIT extends HttpRefusalsTest {}
