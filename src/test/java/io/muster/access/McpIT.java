package io.muster.access;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

/** The same of the packaged application. */
@QuarkusIntegrationTest
@Tag("native")
class McpIT extends McpTest {}
