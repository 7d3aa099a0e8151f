package io.muster.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of reach, privilege and attack paths, none of which starts Quarkus. */
@Suite
@SelectPackages("io.muster")
@IncludeClassNamePatterns(PlainEstateSuite.CLASSES)
final class PlainEstateSuite {

    static final String CLASSES = "io\\.muster\\.estate\\..*Test";
}
