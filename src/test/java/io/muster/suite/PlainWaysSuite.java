package io.muster.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of reach, privilege and attack paths, none of which starts Quarkus. */
@Suite
@SelectPackages("io.muster")
@IncludeClassNamePatterns(PlainWaysSuite.CLASSES)
final class PlainWaysSuite {

    static final String CLASSES = "io\\.muster\\.estate\\..*Test";
}
