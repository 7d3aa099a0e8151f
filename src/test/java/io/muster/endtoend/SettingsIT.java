package io.muster.endtoend;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SettingsIT extends SettingsTest {}
