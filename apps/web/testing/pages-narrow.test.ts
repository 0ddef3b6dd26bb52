import { testEachPage } from './each-page.ts';

testEachPage(390, 'dark');
