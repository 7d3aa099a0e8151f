package io.muster.browser;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the packaged application. */
@QuarkusIntegrationTest
class SignInInBrowserIT extends SignInInBrowserTest {}
