package io.muster.browser;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
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

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ChromeDriver driver;

    private Browser(File chromium, File chromedriver) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        // tests may run as root and in containers with a small /dev/shm
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,900");
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
        return await(selector + " with " + part)
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
        return await("address with " + part)
                .atMost(PATIENCE)
                .until(driver::getCurrentUrl, address -> address.contains(part));
    }

    String title() {
        return driver.getTitle();
    }

    /** A picture of the window, as PNG. */
    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
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
        return await(selector)
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
