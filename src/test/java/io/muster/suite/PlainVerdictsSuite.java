package io.muster.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of rules, reach, privilege and attack paths, none of which starts Quarkus. */
@Suite
@SelectPackages("io.muster")
@IncludeClassNamePatterns(PlainVerdictsSuite.CLASSES)
final class PlainVerdictsSuite {

    static final String CLASSES = "io\\.muster\\.(estate|rule)\\..*Test";
}
