package io.muster.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of the other packages in which none starts Quarkus. */
@Suite
@SelectPackages("io.muster")
@IncludeClassNamePatterns(PlainSuite.CLASSES)
final class PlainSuite {

    static final String CLASSES =
            "io\\.muster\\.(architecture|collect|demo|deploy|grafana|mcp|platform|suite|ui)\\..*Test";
}
