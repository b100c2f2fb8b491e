// Runs in each module after the tests, when Maven itself runs on an older JDK. Finds an installed
// JDK 25, compiles the module's main sources with its javac, and sets the properties that the
// second run of the tests reads: jdk25.home and jdk25.missing.

// The release file decides, not the folder's name.
def isJdk25 = { File home ->
  def release = new File(home, 'release')
  if (!release.isFile() || !new File(home, 'lib/ct.sym').isFile()) {
    return false
  }
  def properties = new Properties()
  release.withReader { properties.load(it) }
  properties.getProperty('JAVA_VERSION', '').replace('"', '') ==~ /25(\D.*)?/
}

def folders = { String parent, String inside ->
  def files = new File(parent).listFiles() ?: [] as File[]
  files.sort { it.name }.collect { new File(it, inside) }
}

def findJdk25 = {
  def environment = new TreeMap<String, String>(System.getenv())
  def user = System.getProperty('user.home')
  def named = [environment['JDK25_HOME']] +
      environment.findAll { it.key.startsWith('JAVA_HOME_25') }.values()
  def candidates = named.findAll { it }.collect { new File(it) } +
      folders('/usr/lib/jvm', '') +
      folders("$user/.sdkman/candidates/java", '') +
      folders("$user/.jdks", '') +
      folders('/Library/Java/JavaVirtualMachines', 'Contents/Home')
  candidates.find(isJdk25)?.canonicalPath ?: ''
}

def compile = { String home, File sourceFolder ->
  def sources = []
  sourceFolder.eachFileRecurse { if (it.name.endsWith('.java')) sources << it.path }
  def command = ["$home/bin/javac", '--release', project.properties['maven.compiler.release'],
      '-encoding', 'UTF-8', '-d', "${project.build.directory}/classes-jdk25",
      '-cp', project.compileClasspathElements.join(File.pathSeparator),
      '-proc:none', project.properties['javac.lint'], '-Werror'] + sources
  def javac = new ProcessBuilder(command*.toString()).inheritIO().start()
  if (javac.waitFor() != 0) {
    throw new IllegalStateException("javac of $home fails on the sources of ${project.artifactId}")
  }
}

// Every module asks; the first answer serves them all.
def known = session.userProperties
if (known['jdk25.home'] == null) {
  known['jdk25.home'] = findJdk25()
}
def home = known['jdk25.home']
project.properties['jdk25.home'] = home
project.properties['jdk25.missing'] = home.isEmpty() as String

def hasCode = new File(project.basedir, 'src').isDirectory()
if (hasCode && home.isEmpty()) {
  log.warn("JDK 25 not found (set JDK25_HOME to name one): tests of ${project.artifactId} ran on " +
      "JDK ${System.getProperty('java.version')} only")
} else if (hasCode) {
  log.info("==== ${project.artifactId} on JDK 25 too: $home ====")
  def sourceFolder = new File(project.build.sourceDirectory)
  if (sourceFolder.isDirectory()) {
    compile(home, sourceFolder)
  }
}
