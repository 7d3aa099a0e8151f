package io.muster.browser;

import io.muster.api.PackagedSettings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the packaged application. */
@QuarkusIntegrationTest
@WithTestResource(PackagedSettings.class)
class PagesInBrowserIT extends PagesInBrowserTest {}
