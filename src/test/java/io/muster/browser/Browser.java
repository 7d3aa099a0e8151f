package io.muster.browser;

import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium. Elements are named by CSS selectors, and waited for until they are shown. */
final class Browser implements AutoCloseable {

    static final CharSequence TAB = Keys.TAB;
    static final CharSequence ENTER = Keys.ENTER;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** WCAG 2.2, contrast ratio: of the text's colour to the nearest background that is opaque. */
    private static final String CONTRASTS = """
            const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
            const light = (colour) => channels(colour).slice(0, 3)
                .map((value) => value / 255)
                .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
                .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
            const behind = (element) => {
              const colour = getComputedStyle(element).backgroundColor;
              return channels(colour)[3] === 0 ? behind(element.parentElement) : colour;
            };
            return [...document.querySelectorAll(arguments[0])].map((element) => {
              const both = [light(getComputedStyle(element).color), light(behind(element))];
              return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
            });""";

    private final ChromeDriver driver;

    private Browser(File chromium, File chromedriver) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        // tests may run as root and in containers with a small /dev/shm
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,860");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver)
                .build();
        driver = new ChromeDriver(service, options);
    }

    static boolean isInstalled() {
        return chromium().isPresent() && chromedriver().isPresent();
    }

    static Browser open() {
        return new Browser(chromium().orElseThrow(), chromedriver().orElseThrow());
    }

    private static Optional<File> chromium() {
        return onPath("chromium", "chromium-browser", "google-chrome");
    }

    private static Optional<File> chromedriver() {
        return onPath("chromedriver");
    }

    private static Optional<File> onPath(String... names) {
        List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    void show(URI page) {
        driver.get(page.toString());
    }

    /** The element's text, once it holds the part. */
    String textWith(String part, String selector) {
        return Awaitility.await(selector + " with " + part)
                .atMost(PATIENCE)
                .until(() -> text(selector), text -> text.contains(part));
    }

    /** The text of the first element that is shown; empty while there is none. */
    private String text(String selector) {
        try {
            return shown(selector).map(WebElement::getText).orElse("");
        } catch (StaleElementReferenceException redrawn) {
            return "";
        }
    }

    /** The element's attribute, as the document has it. */
    String attribute(String name, String selector) {
        return waitFor(selector).getDomAttribute(name);
    }

    /** The attribute of every such element, once there is one. */
    List<String> attributes(String name, String selector) {
        waitFor(selector);
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(element -> element.getDomAttribute(name))
                .toList();
    }

    /** How many such elements there are now. */
    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    /** The page's address, once it holds the part. */
    String addressWith(String part) {
        return Awaitility.await("address with " + part)
                .atMost(PATIENCE)
                .until(driver::getCurrentUrl, address -> address.contains(part));
    }

    String title() {
        return driver.getTitle();
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /**
     * What has the focus.
     *
     * @param name     as it is read aloud: its label, or else its text
     * @param address  where it leads to; empty for what is no link
     * @param isMarked whether one can see that it has the focus
     */
    record Focus(String tag, String name, String address, boolean isMarked) {}

    Focus focus() {
        List<?> told = (List<?>) driver.executeScript("""
                const at = document.activeElement;
                return [at.tagName.toLowerCase(), at.getAttribute('aria-label') ?? at.innerText.trim(),
                    at.getAttribute('href') ?? '', getComputedStyle(at).outlineStyle !== 'none'];
                """);
        return new Focus((String) told.get(0), (String) told.get(1), (String) told.get(2), (Boolean) told.get(3));
    }

    /** Has the pages that are shown from now on follow a preference of colours: light or dark. */
    void prefer(String theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** Runs a script in each page that is shown from now on, before its own. */
    void before(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Forgets a cookie. */
    void forget(String cookie) {
        driver.manage().deleteCookieNamed(cookie);
    }

    /** The value that a property of the style has in the end. */
    String style(String property, String selector) {
        return waitFor(selector).getCssValue(property);
    }

    /** How much the text of each such element stands out from what is behind it, from 1 to 21. */
    List<Double> contrasts(String selector) {
        Object found = driver.executeScript(CONTRASTS, selector);
        return ((List<?>) found)
                .stream().map(value -> ((Number) value).doubleValue()).toList();
    }

    /** A picture of the window, as PNG. */
    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** Waits until such an element is shown. */
    void await(String selector) {
        waitFor(selector);
    }

    void click(String selector) {
        waitFor(selector).click();
    }

    /** Types into an editor, in place of its text. */
    void type(String text, String selector) {
        click(selector);
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys("a")
                .keyUp(Keys.CONTROL)
                .sendKeys(text)
                .perform();
    }

    /** What the page has complained of on the console since this was asked for last. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    private WebElement waitFor(String selector) {
        return Awaitility.await(selector)
                .atMost(PATIENCE)
                .until(() -> shown(selector), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<WebElement> shown(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
